"""The most memory, in KB, that a command held: `python -m tests.bench.memory COMMAND…`.

A process of its own that holds next to nothing, because the kernel counts the parent's memory at the start as the
child's.
"""

import resource
import subprocess
import sys

if __name__ == "__main__":
    subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
    sys.stdout.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
