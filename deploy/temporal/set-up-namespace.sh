#!/bin/sh
# Makes the namespace and the search attributes that the engine needs. Safe to repeat.
# Takes TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and TEMPORAL_RETENTION.
set -eu

# A server that has just started, or has just been told of a namespace, does not know it everywhere yet.
insist() {
  tries=1
  until "$@"; do
    if [ "$tries" -ge 30 ]; then
      echo "given up after $tries tries: $*" >&2
      return 1
    fi
    tries=$((tries + 1))
    sleep 1
  done
}

namespace_is_there() {
  temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" > /dev/null 2>&1 ||
    temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$TEMPORAL_RETENTION"
}

search_attribute() {
  insist temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" --name "$1" --type "$2"
}

insist namespace_is_there
search_attribute OffboardingState Keyword
search_attribute OffboardingBlockedOn KeywordList
search_attribute EmployeeId Keyword
search_attribute OffboardingSource Keyword
search_attribute OffboardingEffectiveAt Datetime
search_attribute OffboardingContainedAt Datetime
echo "namespace $TEMPORAL_NAMESPACE is ready"
