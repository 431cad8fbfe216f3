"""Tables of databases, by JDBC: Spark's own reader and writer, with Glue's options.

vendors.py      what differs from one database to another
options.py      Glue's options
database.py     a database that a script names, with its driver
columns.py      columns as SQL names them
hashing.py      a table read by several tasks
new_rows.py     the rows that a job bookmark has not seen
connection.py   the connection types mysql, postgresql, oracle, sqlserver and custom.jdbc
from_catalog.py what a connection or a table of the Data Catalog says of a database
"""
