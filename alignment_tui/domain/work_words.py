"""The words by which a phrase counts work or says an effect: sets of single words, in their base form.

Which combination of them counts work is told by `work_counted`. They are plain sets, because patterns over as many
words took eight milliseconds to compile. A word nobody listed asks no question: the check would rather miss an output
than doubt an outcome.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Things a team makes. So many of them is what was done, not what it was for.
MADE = _words(
    """
    action activity ad advert advertisement agenda analysis announcement api app architecture article assessment
    asset audit backend blog book bootcamp booth brochure build campaign casestudy ceremony certificate
    certification changeset channel chapter checklist circular class classroom cluster code collection column commit
    component conference connector consultation contact content course cr dashboard dataset deck deliverable
    delivery demo demonstration deploy deployment design diagram doc document documentation drill driver email
    endpoint enhancement epic evaluation event exercise experiment feature flow flyer form forum framework frontend
    function gateway gathering group guide guideline hackathon handbook improvement infrastructure initiative
    inspection installer integration interview inventory item journey kit kpi lab launch leaflet lesson letter
    library licence license loan loc log manual material meal meeting meetup memo metric microservice migration
    milestone mockup model module mr mvp newsletter note onboarding outline package page pamphlet panel patch patent
    permit persona phase piece pilot pipeline plan platform playbook poc podcast policy post poster pr presentation
    pressrelease procedure product program programme project prompt proposal prototype publication recommendation
    recording reel refactoring release repo report repository resume retro retrospective review rfc roadmap rollout
    round rule runbook scan screen script seminar service session setting site sketch slide software spec
    specification speech sprint sso standard standup story storypoint strategy study subsystem subtask survey system
    talk task template test testcase tool tour training transcript tutorial tweet update upgrade usecase variant
    version video webinar website whitepaper widget wiki wireframe word workflow workshop
    """
)
# Things that come in: a count of them is demand, unless it says what was done to them.
INCOMING = _words("""
    alert application bug call case change claim complaint database defect device enquiry error fault finding fix
    incident inquiry issue laptop machine point problem query question request server ticket vulnerability
    """)
# What was done to them, where any thing that was so treated is work.
PRODUCED = _words(
    """
    archived assessed authored automated built catalogued coded composed conducted created decommissioned deployed
    deprecated designed developed digitised digitized disbursed distributed documented drafted executed extracted
    filed hosted implemented inspected installed launched listed mapped merged migrated organised organized planted
    posted prepared produced published rebuilt redesigned refactored replaced retired rewritten scripted taught
    translated updated upgraded uploaded written
    """
)
# What was done to them, where the thing decides: `orders delivered` is an effect, `features delivered` is not.
DONE = PRODUCED | _words(
    """
    accepted achieved added addressed answered approved attended audited burned cleared closed completed defined
    delivered done edited finalised finalized finished fixed generated given graded handled held identified
    introduced investigated issued made mitigated moved patched performed planned presented processed provided
    reached recorded released remediated repaired resolved reviewed rolledout run scanned scheduled sent served set
    shipped signed solved submitted supported taken tested trained triaged updated upgraded worked
    """
)
# What is done to things that come in. (`tickets accepted` is somebody's answer, not our work.)
HANDLED = _words("""
    addressed cleared closed completed done fixed handled investigated migrated mitigated moved patched processed
    remediated repaired resolved reviewed solved triaged updated upgraded worked
    """)
# What is done to people: counting the people says how much was done.
SERVED = _words(
    """
    briefed coached contacted counseled counselled educated hired interviewed invited mentored reached recruited
    seen served surveyed trained treated tutored visited
    """
)
# Where this is said of a figure, the figure is only looked at: `usage is tracked`.
WATCHED = _words("captured documented logged measured monitored recorded reported tracked")
# Orders that cannot be read as a noun, and orders that can: `launch v2`, but `launch delay`.
ORDER = _words(
    """
    adapt add adopt align allocate analyse analyze announce appoint archive arrange assemble assign author automate
    backup build calibrate certify choose classify codify combine communicate compile compose conduct configure
    connect consolidate construct containerise containerize convene convert coordinate craft create curate customise
    customize decide decommission decompose decouple define delete deliver demonstrate deploy deprecate describe
    determine develop diagnose digitise digitize disable discover distribute draft embed enforce enhance equip
    establish evaluate examine execute expand explore expose extend facilitate finalise finalize formalise formalize
    formulate gather harden harmonise harmonize hire hold identify implement incorporate inform initiate inspect
    install institute instrument integrate internationalise introduce investigate isolate localise localize make
    manage migrate modernise modernize modularise modularize negotiate notify obtain operationalise operationalize
    optimise optimize orchestrate organise organize outsource overhaul parallelise parallelize parse participate
    polish port prepare prioritise prioritize procure produce propose prove provide publish purge qualify
    rearchitect reboot rebuild recommend reconcile recruit redefine redeploy redesign refactor refine reformat
    refresh register release remove rename renegotiate reorganise reorganize replace resolve restructure rethink
    retire revamp revise revisit rewrite sanitise sanitize send setup ship simplify socialise socialize specify
    split standardise standardize streamline submit summarise summarize sunset switch teach tidy train transform
    transition translate triage tune unify upgrade upload validate verify visualise visualize wire write
    """
)
MAYBE_ORDER = _words(
    """
    address apply assess audit benchmark book brief catalog catalogue clean close code collect compare complete
    contact design document enable experiment export file finish fix have host import index interview launch list
    log map measure merge model monitor move open outline package patch perform pilot pitch plan plant post present
    process profile promote prototype query record report request research review rollout run scale schedule scope
    select separate set share sketch source spec sponsor start store structure study supply support survey tag test
    track update visit
    """
)
IRREGULAR = {
    "built": "build",
    "held": "hold",
    "made": "make",
    "ran": "run",
    "rebuilt": "rebuild",
    "rewritten": "rewrite",
    "sent": "send",
    "written": "write",
    "wrote": "write",
}
# Less of something is felt, and so is more of what comes behind the second.
LESS = _words("""
    avoid cut decrease eliminate fewer halve less limit lessen lower minimise minimize no prevent reduce shorten
    shrink stop zero
    """)
MORE = _words(
    """
    achieve acquire attain attract boost double earn exceed gain generate get grow hit improve increase keep
    maintain maximise maximize more raise reach secure sign triple win
    """
)
# What somebody feels, does of their own accord, or pays, and what the system does.
EFFECT = _words(
    """
    abandonment access accident account accuracy activation adherence adopt adopter adopting adoption age ageing
    aging application appointment arpu arr arrest attainment attrition availability available average awareness
    backlog birth blocker booking bounce breach break breakage budget burden burn cac cadence casualty ces checkout
    churn citation click collision completeness compliance complication confidence congestion consumption
    contamination conversion convert converted cost coverage crash crime csat cycle damage dau deal death debt
    deflection delay depth detractor discoverability dissatisfaction diversity donation downloads downtime drift
    drop dropoff dropout durability duration ease efficiency effort emission employment engaged engagement enrolled
    enrollment enrolment error escalation escape exit expansion failure faster fatality fatigue findability fire
    flake flakiness flaking follower footfall fraud frequency freshness funnel gap growth happiness harm healthy
    height hunger illness incident income infection injury installs interruption lag latency lateness lead
    likelihood liquidity load login loss loyalty margin mau median memory mention mile mistake mortality mrr mttd
    mttp mttr noise nps nrr occupancy ontime order outage overrun pain payback payment percentile performance pickup
    pollution poverty predictability price productivity proficiency profit prospect punctuality purchase quality
    queue quick rate rating ratio readership readiness readmission recovery recurrence referral registration
    regression reliability renewal reopen reservation resolution retain retention return revenue reverted rework
    risk roi rollback safety sale satisfaction satisfied save saved saving score scrap severity share shortage
    shortfall shrinkage signup sla slippage slo slowdown speed spend stability stickiness sticky stress subscription
    success successfully survival sus swau symptom takeup temperature theft throughput time toil traffic transaction
    trial trust ttfv ttr ttv turnaround turnover unemployment uptake uptime usability usage use using value view
    violation visit volume vote wait waiting waste wau wellbeing win without yield
    """
)
# What makes a thing that is counted an effect: `failed deployments`, `tickets reopened`, `features used`.
FELT = _words("""
    abandoned active adopted adopting blocked breaking broken convert converting duplicate duplicated emergency
    enable enabling escaped evicted failed failing flaky late lost missed negative open opened outstanding overdue
    pending positive reaching reopened repeat repeated retained returned returning slow stale star successful
    successfully unanswered unplanned unresolved untested use used using waiting
    """)
# Who an effect may happen to. They are the effect where they act, and only a number where something is done to them.
PEOPLE = _words("""
    adult agent applicant beneficiary buyer candidate child citizen client clinician company customer developer
    donor educator employee engineer family farmer follower graduate guest household individual learner
    manager member merchant nurse officer official organisation organization parent participant partner passenger
    patient people person player professional pupil rep resident school seller shopper staff stakeholder student
    subscriber supplier teacher team teammate tenant user visitor volunteer woman worker youth
    """)
# Counting how often these are done counts work even where it is called a frequency or a rate.
ROUTINE = _words("audit handbook inspection meeting newsletter post publication report review standup update")
RATED = _words("commit merge mr post pr publication publishing")
EFFORT = _words(
    """
    agent billable consulting developer development engineering man person staff team testing training volunteer
    work
    """
)
# Orders by what may follow them: people, anything new, `to` somewhere, a part of a product, things that came in.
TRAINERS = _words(
    """
    appoint brief coach contact educate hire interview mentor recruit select survey teach train visit
    """
)
MAKERS = _words("design launch open pilot prototype release rollout")
MOVES = _words("extend migrate move port switch upgrade")
BUILDS = _words("""
    automate build create document implement install integrate launch migrate rebuild redesign refactor release replace
    rewrite upgrade
    """)
AREAS = _words("account application booking checkout login onboarding payment registration search signup")
PRODUCT_ORDERS = _words("add build create deliver develop implement install introduce launch release ship")
HANDLERS = _words("address close complete finish fix resolve")
THERE = _words("listed complete completed delivered done finished implemented live place published ready there")
LESSONS = _words("activity class course lesson program programme session training webinar workshop")
REPORTED = _words("bug crash complaint defect error failure incident injury issue outage problem")
OURS = _words("agent developer engineer member person staff team")
OF_WORK = _words(
    """
    coding consulting design development meeting support testing training volunteering work
    """
)
SPEED_OF_WORK = _words("loc storypoint velocity")
COUNTING = _words("amount count number quantity tally total volume")
SHARES = _words("frequency percent percentage proportion share")
TAKES_PART = _words(
    """
    attend attended complete completed finish finished gone join joined receive received taken through undergo
    """
)
UNITS = _words("day hour minute month ms second week")
PERIOD = _words("day fortnight hour iteration month period quarter release sprint week year")
LEAD_IN = _words("kr objective our to we will")
PARTICLES = _words("and down live off or out up")
WHOSE = _words("a an her his its my our the their")
INTO = _words("about across at for from in into on onto over per to via with")
INSIDE = _words("ago below in inside less under within")
LINKS = _words("are be been being has have is was were")
BOUNDARY = LINKS | _words("""
    about across after against along among around as at because before behind below between beyond but by during
    explaining for from if in inside into like of on onto over per since so than that through throughout to toward
    towards under until via when where which while who whose with within without
    """)
FILLERS = _words("""
    a all an another any at average completely each every first fully its key least major minor monthly most my new
    newly next one only our own several some successfully the their these this those three total two up weekly
    """)
NUMBERS = _words("one two three four five six seven eight nine ten twelve twenty dozen")
SINGULAR = {"does": "do", "goes": "go", "has": "has", "its": "its", "plus": "plus", "was": "was"}
JOINED = {
    ("a/b", "test"): "test",
    ("carried", "out"): "conducted",
    ("case", "study"): "casestudy",
    ("change", "request"): "cr",
    ("drop", "off"): "dropoff",
    ("line", "code"): "loc",
    ("merge", "request"): "mr",
    ("mock", "up"): "mockup",
    ("on", "time"): "ontime",
    ("press", "release"): "pressrelease",
    ("pull", "request"): "pr",
    ("roll", "back"): "rollback",
    ("roll", "out"): "rollout",
    ("rolled", "back"): "rollback",
    ("rolled", "out"): "rolledout",
    ("set", "up"): "setup",
    ("sign", "up"): "signup",
    ("stand", "up"): "standup",
    ("story", "point"): "storypoint",
    ("take", "up"): "takeup",
    ("test", "case"): "testcase",
    ("use", "case"): "usecase",
    ("velocity", "point"): "storypoint",
}
