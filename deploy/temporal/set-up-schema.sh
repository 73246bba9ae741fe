#!/bin/sh
# Makes Temporal's two databases, or brings them up to the schema of this version of its tool. Safe to repeat.
# Takes SQL_PLUGIN, SQL_HOST, SQL_PORT, SQL_USER and SQL_PASSWORD, as temporal-sql-tool does.
set -eu

bring_up_to_date() {
  database=$1
  schema=$2
  echo "database $database: schema $schema"
  temporal-sql-tool --database "$database" create-database --defaultdb postgres
  temporal-sql-tool --database "$database" setup-schema --version 0.0
  temporal-sql-tool --database "$database" update-schema --schema-name "$schema"
}

bring_up_to_date temporal postgresql/v12/temporal
bring_up_to_date temporal_visibility postgresql/v12/visibility
echo 'the databases are ready'
