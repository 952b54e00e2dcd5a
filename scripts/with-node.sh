#!/bin/sh
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
PATH="$root/.tools/node_modules/.bin:$PATH"
export PATH
exec "$@"
