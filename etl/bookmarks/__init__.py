"""Job bookmarks: what a job has read already, kept from run to run.

`contract` says what a bookmark is and what a store of them does, `store` keeps them in files. `job_bookmark` is the one
of a running job: it hands each step its state and saves the states when the job commits. A state is of files (`files`),
of a database's keys (`keys`) or of the join keys of Relationalize (`join_keys`).
"""
