"""Coverage-guided fuzzing of what reads strangers' text and files: ``make fuzz``.

A target is a function of bytes that asserts what must hold whatever the bytes are. Atheris finds the bytes; what it has
found is kept, small, in ``tests/test_fuzzed.py``.
"""
