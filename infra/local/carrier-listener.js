// @ts-check
'use strict';

/** The name of the listener that carriers read their feeds by. */
const LISTENER = 'CARRIERS';
/** Carriers are told to hold one connection for each group, and have at most 100 feeds each. */
const MAX_CONNECTIONS = 2000;
/** A password is hashed thousands of times for each connection: nobody shall keep the broker busy with that. */
const MAX_NEW_CONNECTIONS_PER_SECOND = 50;
/** After so long a client has to say its password again; who has none any more is cut off. */
const REAUTHENTICATE_MS = 3_600_000;

/**
 * Settings of a broker that lets carriers in by a listener of their own, by password (SCRAM-SHA-512), and lets each do only what an ACL
 * says. Whoever comes by another listener is not asked and is Kafka's user ANONYMOUS, who may do everything: those listeners are for the
 * network inside. A carrier's user has a full stop in its name, so that none can be ANONYMOUS.
 * @returns {Record<string, string>}
 */
function carrierSettings() {
  const own = `listener.name.${LISTENER.toLowerCase()}`;
  return {
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:ANONYMOUS',
    'allow.everyone.if.no.acl.found': 'false',
    [`${own}.sasl.enabled.mechanisms`]: 'SCRAM-SHA-512',
    [`${own}.scram-sha-512.sasl.jaas.config`]: 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    [`${own}.connections.max.reauth.ms`]: String(REAUTHENTICATE_MS),
    [`${own}.max.connections`]: String(MAX_CONNECTIONS),
    [`${own}.max.connection.creation.rate`]: String(MAX_NEW_CONNECTIONS_PER_SECOND),
  };
}

module.exports = { carrierSettings, LISTENER };
