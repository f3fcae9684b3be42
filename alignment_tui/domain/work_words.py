"""The words by which a phrase counts work or says an effect: sets of single words, in their base form.

Sets cost nothing to import and are looked up word by word; which combination of them counts work is told by
`output_check`. A word nobody listed asks no question: the check would rather miss an output than doubt an outcome.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Things a team makes. So many of them is what was done, not what it was for.
MADE = _words("""
    action activity agenda analysis announcement api app architecture article assessment asset audit backend blog
    book bootcamp booth brochure build campaign casestudy ceremony certificate certification changeset channel
    chapter checklist circular class classroom cluster code column commit component connector consultation content
    course cr dashboard dataset deck deliverable delivery demo deploy deployment design diagram doc document
    documentation drill driver email endpoint enhancement epic evaluation event exercise experiment feature flow
    flyer form forum framework frontend function gateway gathering guide guideline hackathon handbook improvement
    infrastructure initiative inspection installer integration interview inventory item journey kit lab launch
    leaflet lesson library licence license loan loc manual material meal meeting meetup memo microservice migration
    milestone mockup model module mr mvp newsletter note onboarding outline package page pamphlet panel patch permit
    persona piece pilot pipeline plan platform playbook poc podcast policy post poster pr presentation pressrelease
    procedure product program programme project prompt proposal prototype publication recommendation recording reel
    refactoring release report repository resume retro retrospective review rfc roadmap round runbook scan screen
    script seminar service session setting site sketch slide software spec specification speech sprint sso standup
    story storypoint strategy study subsystem subtask survey system talk task template test testcase tool tour
    training transcript tutorial update upgrade usecase variant version video webinar website whitepaper widget wiki
    wireframe word workflow workshop
    """)
# Things that come in: a count of them is demand, unless it says what was done to them.
INCOMING = _words("""
    alert application bug call case change claim complaint database defect device enquiry error fault finding fix
    incident inquiry issue laptop machine point problem query question request server ticket vulnerability
    """)
# What was done to them, where any thing that was so treated is work.
PRODUCED = _words("""
    authored automated built coded composed conducted created deployed designed developed disbursed distributed
    documented drafted executed hosted implemented installed launched mapped merged migrated organised organized
    planted posted prepared produced published refactored rebuilt redesigned rewritten scripted taught translated
    written
    """)
# What was done to them, where the thing decides: `orders delivered` is an effect, `features delivered` is not.
DONE = PRODUCED | _words("""
    accepted achieved added addressed answered approved attended audited burned cleared closed completed defined
    delivered done edited finalised finalized finished fixed generated given graded handled held identified
    inspected introduced investigated issued made mitigated moved patched performed planned presented processed
    provided reached recorded released remediated repaired resolved reviewed rolledout run scanned scheduled sent
    served set shipped signed solved submitted supported taken tested trained triaged updated upgraded worked
    """)
# What is done to things that come in. (`tickets accepted` is somebody's answer, not our work.)
HANDLED = _words("""
    addressed cleared closed completed done fixed handled investigated migrated mitigated moved patched processed
    remediated repaired resolved reviewed solved triaged updated upgraded worked
    """)
# What is done to people: counting the people says how much was done.
SERVED = _words("""
    briefed coached contacted counselled counseled educated hired interviewed invited mentored reached recruited
    served surveyed trained tutored visited
    """)
# Where this is said of a figure, the figure is only looked at: `usage is tracked`.
WATCHED = _words("captured documented logged measured monitored recorded reported tracked")
# Orders that cannot be read as a noun, and orders that can: `launch v2`, but `launch delay`.
ORDER = _words("""
    add analyse analyze appoint arrange assign automate build choose collect complete compile conduct configure
    consolidate containerise containerize convene create decommission define deliver deploy deprecate develop draft
    establish evaluate execute explore extend finalise finalize finish fix formalise formalize hire hold identify
    implement install integrate introduce investigate make migrate obtain organise organize perform port prepare
    present produce promote provide publish rebuild recruit redesign refactor release renegotiate replace resolve
    rewrite select send setup ship standardise standardize submit switch train translate upgrade write
    """)
MAYBE_ORDER = _words("""
    address assess audit close code design document file host interview launch map merge move open pilot plan post
    prototype record report research review rollout run schedule scope spec start support survey test update
    """)
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
MORE = _words("""
    achieve acquire attain attract boost double earn exceed expand gain generate get grow hit improve increase keep
    maintain maximise maximize more raise reach secure sign triple win
    """)
# What somebody feels, does of their own accord, or pays, and what the system does.
EFFECT = _words("""
    abandonment accident account accuracy activation adherence adopt adopter adopting adoption age ageing aging
    application appointment arpu arr attainment attrition availability available average awareness backlog blocker
    booking bounce breach break breakage budget burden burn cac cadence ces checkout churn citation click compliance
    complication confidence consumption contamination conversion convert converted cost coverage crash csat cycle
    dau deal deflection delay depth detractor discoverability dissatisfaction donation downloads downtime drop
    dropoff durability duration ease efficiency effort engaged engagement enrolled enrollment enrolment error
    escalation escape expansion failure faster fatality findability flake flakiness flaking follower footfall
    frequency freshness funnel gap growth happiness harm healthy height incident income infection injury installs
    interruption lag latency lateness lead likelihood liquidity load login loss loyalty margin mau median memory
    mention mistake mortality mrr mttd mttp mttr nps nrr occupancy ontime order outage overrun payback payment
    percentile performance pickup predictability price productivity proficiency profit prospect punctuality purchase
    quality queue quick rate rating ratio readership readiness readmission recovery recurrence referral registration
    regression reliability renewal reopen reservation resolution retain retention return revenue reverted rework
    risk roi rollback safety sale satisfaction satisfied save saved saving score severity share shrinkage signup sla
    slippage slo slowdown speed spend stability stickiness sticky subscription success successfully survival sus
    swau takeup throughput time toil traffic transaction trial trust ttfv ttr ttv turnaround turnover uptake uptime
    usability usage use using value view violation visit volume vote wait waiting wau without yield
    """)
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
    donor driver educator employee engineer family farmer follower graduate guest household individual learner
    manager member merchant nurse officer official organisation organization parent participant partner passenger
    patient people person player professional pupil rep resident school seller shopper staff stakeholder student
    subscriber supplier teacher team teammate tenant user visitor volunteer woman worker youth
    """)
# Counting rounds of these counts work even where it is called a frequency or a rate.
ROUTINE = _words("audit handbook inspection meeting newsletter post publication report review standup update")
RATED = _words("commit merge mr post pr publication publishing")
EFFORT = _words(
    "agent billable consulting development developer engineering man person staff team testing training work"
)
# Who an order to train, hire or interview is done to, and what a redesign or a migration may be of.
TRAINERS = _words("appoint coach educate hire interview recruit select train")
MAKERS = _words("design launch open pilot prototype release rollout")
MOVES = _words("extend migrate move port switch upgrade")
BUILDS = _words("""
    automate build create document implement install integrate launch migrate rebuild redesign refactor release replace
    rewrite upgrade
    """)
AREAS = _words("account application booking checkout login onboarding payment registration search signup")
HANDLERS = _words("address close complete finish fix resolve")
THERE = _words("complete completed delivered done finished implemented live place published ready there")
LESSONS = _words("activity class course lesson program programme session training webinar workshop")
REPORTED = _words("bug crash complaint defect error failure incident injury issue outage problem")
OURS = _words("agent developer engineer member person staff team")
OF_WORK = _words("coding consulting design development meeting support testing training work")
SPEED_OF_WORK = _words("loc storypoint velocity")
COUNTING = _words("amount count number quantity tally total volume")
SHARES = _words("frequency percent percentage proportion share")
TAKES_PART = _words("attend attended complete completed finish finished receive received join joined undergo")
UNITS = _words("day hour minute month ms second week")
PERIOD = _words("day fortnight hour iteration month period quarter release sprint week year")
LEAD_IN = _words("kr objective our to we will")
PARTICLES = _words("and live off or out up")
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
