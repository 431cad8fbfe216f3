"""What a job runs in: settings, a Spark session as Glue has it, arguments, the job's life and its launcher."""
