"""``python -m assistant`` is ``keikaku``."""

from assistant.cli import main

if __name__ == "__main__":
    main()
