"""What a plan states as fact: targets, definitions, schedules, roles and periods, each with its evidence."""
