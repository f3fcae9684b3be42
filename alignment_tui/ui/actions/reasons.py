"""Why an action cannot be done now: a few words, or nothing where it can.

What answers is imported when it is first asked: the library has the table of actions too, and asks none of it.
"""

from alignment_tui.domain.session import Session


def nobody_known(session: Session) -> str:
    """Somebody has to be in the room."""
    return "" if session.stakeholders else "nobody is known yet; type here: Ana, Raj"


def nothing_hidden(session: Session) -> str:
    """Something has to be hidden."""
    from alignment_tui.domain.blind import hidden

    return "" if hidden(session) else "nothing is hidden"


def no_criterion(session: Session) -> str:
    """A request has to say its success."""
    return "" if any(request.success for request in session.requests) else "no success criterion is said yet"


def no_future(session: Session) -> str:
    """A future state has to be drawn."""
    return "" if any(stream.future_of for stream in session.streams) else "there is none yet; type future V1"


def one_text(session: Session) -> str:
    """Two texts have to differ."""
    from alignment_tui.domain.versions import pairs

    if not session.versions:
        return "nothing is signed yet; a version is kept with the first signature"
    return "" if pairs(session) else "there is one version, and the text is still the same"


def no_stream(session: Session) -> str:
    """A value stream has to be there."""
    return "" if session.streams else "there is no value stream yet"


def nothing_to_test(session: Session) -> str:
    """An assumption has to be worth a test."""
    from alignment_tui.domain.requests import test_first

    return "" if test_first(session) else "no important assumption stands on little evidence"


def no_metric(session: Session) -> str:
    """A metric has to be there."""
    return "" if session.metrics else "there is no metric yet"


def nothing_tripped(session: Session) -> str:
    """A tripwire has to fire, or what it reopened be open."""
    from alignment_tui.domain.memo_status import reopened
    from alignment_tui.domain.tripwires import firing

    return "" if firing(session) or reopened(session) else "no tripwire fires"


def nothing_offered(session: Session) -> str:
    """An effect of the chosen option has to give something up."""
    from alignment_tui.domain.offers import offers
    from alignment_tui.domain.trade_offs import chosen

    if not chosen(session):
        return "no option is chosen yet; type choose O1"
    return "" if offers(session) else "nothing follows from the effects that were said, or it is named already"


def no_verdict_follows(session: Session) -> str:
    """A request without a verdict has to follow from the chosen option."""
    from alignment_tui.domain.trade_offs import chosen
    from alignment_tui.domain.verdicts import suggested_verdicts

    if not chosen(session):
        return "no option is chosen yet; type choose O1"
    return "" if suggested_verdicts(session) else "every request has a verdict"


def nothing_to_rank(session: Session) -> str:
    """Two requests have to stand."""
    from alignment_tui.domain.requests import standing

    return "" if len(standing(session)) > 1 else "a ranking needs two requests"


def nothing_to_vote_on(session: Session) -> str:
    """An option has to be there, and somebody to vote."""
    if not session.options:
        return "there is no option yet; type option NAME: R1 R3"
    return "" if session.stakeholders else "nobody is known yet; type here: Ana, Raj"


def nothing_to_sign(session: Session) -> str:
    """A text has to be there in the open, and somebody asked to sign it."""
    from alignment_tui.domain.signing import not_to_sign

    return nothing_shown(session) or not_to_sign(session)


def nothing_shown(session: Session) -> str:
    """Nothing may be hidden."""
    from alignment_tui.domain.blind import hidden

    return "something is hidden; reveal it first" if hidden(session) else ""


def nobody_signed(session: Session) -> str:
    """Somebody has to have signed."""
    return "" if session.signatures else "nobody has signed yet"
