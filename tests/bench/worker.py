"""One database, measured in a process of its own: `python -m tests.bench.worker SIZES`, in place.environment.

Writes each figure as one line of JSON.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from tests.bench import place
from tests.bench.timing import Figure, Sizes


def main() -> None:
    import django

    django.setup()
    sizes = Sizes(**json.loads(sys.argv[1]))
    with place.databases():
        set_up()
        for figure in measured(sizes):
            sys.stdout.write(json.dumps(asdict(figure)) + "\n")
            sys.stdout.flush()


def set_up() -> None:
    from django.core.management import call_command

    for command in (["migrate"], ["createcachetable"], ["collectstatic", "--no-input"], ["setup"]):
        call_command(*command, verbosity=0)


def measured(sizes: Sizes) -> Iterator[Figure]:
    from django.conf import settings

    from tests.bench import loading, pages, story

    place.copy_small(place.LOADED)
    place.use(place.LOADED)
    yield from loading.figures(settings.VAR_DIR, sizes)
    place.use(place.SMALL)
    yield from pages.figures(sizes)
    place.use(place.SMALL)
    yield from story.figures(sizes)


if __name__ == "__main__":
    main()
