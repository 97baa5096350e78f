"""The command that says how well listening hears."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def test_precision_and_recall_of_each_finding_are_printed() -> None:
    out = StringIO()
    call_command("measure_listening", "--errors", stdout=out)
    first, heading, *lines = out.getvalue().splitlines()
    assert int(first.split()[0]) >= 60
    assert heading.split()[-2:] == ["precision", "recall"]
    assert {line.split()[0] for line in lines} >= {"figures", "no_figure", "we_over_i", "no_result", "acronyms"}


def test_one_set_can_be_measured_apart() -> None:
    out = StringIO()
    call_command("measure_listening", "--set", "held", stdout=out)
    assert out.getvalue().startswith("31 answers\n")


def test_a_file_that_is_not_there_is_said() -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("measure_listening", "nowhere.yaml")
