"""Settings for every test; its being here also lets tests in folders import what stands beside it."""

from hypothesis import settings

settings.register_profile("auditor", deadline=None)  # a slow machine is no defect
settings.load_profile("auditor")
