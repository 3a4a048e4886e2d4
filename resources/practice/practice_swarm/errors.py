"""The one error that a person sees: a sentence that says what happened and what to do."""


class PracticeError(Exception):
    """Its text is shown as it is, without a traceback."""
