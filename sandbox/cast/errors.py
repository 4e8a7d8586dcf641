"""What can be wrong with a scenario. These stand alone, because who catches them need not know how scenarios are read."""


class ScenarioError(ValueError):
    """A scenario file that cannot be used."""


class UnknownScenario(ValueError):
    """No file has that name; the text lists those there are."""
