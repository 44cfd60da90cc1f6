"""Evaluation: the golden dataset, metrics, the runner, reports, the gate and public benchmarks."""
