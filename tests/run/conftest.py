"""What other processes run for these tests, which collecting it would run here: it holds no tests."""

collect_ignore = ["forbidding", "scripted_cluster.py"]
