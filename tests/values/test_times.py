from auditor.values.times import find_times


def test_first() -> None:
    (time,) = find_times("The lease runs through 2032.")
    assert (time.text, time.value, time.role, time.name) == ("through 2032", "2032", "until", "2032")
