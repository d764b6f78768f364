import type { LaneHost, LaneObserver } from '@alataw/lane';
import { METRIC_PREFIX, type Logger } from '@alataw/operations';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const RECORDS = [1, 5, 10, 50, 100, 500, 1_000, 5_000, 10_000];

/** Turns what happens to lanes into metrics, and what an operator should know into log lines: none per record. */
export function observeLanes(registry: Registry, logger: Logger, host: () => LaneHost | null): LaneObserver {
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[] = []): Counter =>
    new Counter({ name: `${METRIC_PREFIX}${name}`, help, labelNames, registers });
  const inputs = counter('lane_inputs_total', 'Inputs decided');
  const outputs = counter('lane_outputs_total', 'Records appended');
  const claims = counter('lane_claims_total', 'Lanes taken over', ['kind']);
  const losses = counter('lane_losses_total', 'Lanes that had to be claimed anew', ['reason']);
  const parked = counter('dead_letters_total', 'Inputs put aside because they could not be processed');
  const repeated = counter('lane_repeated_transfers_total', 'Transfers that came again and were ignored');
  const stale = counter('lane_stale_records_total', 'Records of an owner that had lost its lane');
  const histogram = (name: string, help: string, buckets: number[]): Histogram =>
    new Histogram({ name: `${METRIC_PREFIX}${name}`, help, buckets, registers });
  const batch = histogram('lane_round_inputs', 'Inputs of a round, over all lanes of the process', RECORDS);
  const append = histogram('lane_append_seconds', 'Time of the append, until all in-sync replicas have it', SECONDS);
  const round = histogram('lane_round_seconds', 'Time of a round: read, decide, append, project', SECONDS);
  const claim = histogram(
    'lane_claim_seconds',
    'Time from losing a lane, or being given it, until it is live',
    SECONDS,
  );
  new Gauge({
    name: `${METRIC_PREFIX}lanes`,
    help: 'Lanes of this process',
    labelNames: ['state'],
    registers,
    collect() {
      const lanes = host()?.status() ?? [];
      const live = lanes.filter((lane) => lane.isLive).length;
      this.set({ state: 'live' }, live);
      this.set({ state: 'claiming' }, lanes.length - live);
    },
  });
  new Gauge({
    name: `${METRIC_PREFIX}lane_pending_inputs`,
    help: 'Inputs fetched and not yet decided',
    registers,
    collect() {
      this.set((host()?.status() ?? []).reduce((sum, lane) => sum + lane.pending, 0));
    },
  });
  new Gauge({
    name: `${METRIC_PREFIX}dead_letters`,
    help: 'Dead letters of the lanes of this process that wait for an operator',
    registers,
    collect() {
      this.set((host()?.status() ?? []).reduce((sum, lane) => sum + lane.parked, 0));
    },
  });
  return {
    onClaimed: (partition, details) => {
      claims.inc({ kind: details.isRebuild ? 'rebuild' : 'catch-up' });
      claim.observe(details.ms / 1_000);
      logger.info({ lane: partition, ...details, ms: Math.round(details.ms) }, 'lane is live');
    },
    onLost: (partition, reason, detail) => {
      losses.inc({ reason });
      logger.warn({ lane: partition, reason, detail }, 'lane is claimed anew');
    },
    onRound: (done) => {
      inputs.inc(done.inputs);
      outputs.inc(done.outputs);
      batch.observe(done.inputs);
      append.observe(done.appendMs / 1_000);
      round.observe(done.roundMs / 1_000);
    },
    onParked: (partition, count) => {
      parked.inc(count);
      logger.error({ lane: partition, count }, 'inputs were put aside: see the dead letters');
    },
    onRepeatedTransfers: (partition, count) => {
      repeated.inc(count);
      logger.info({ lane: partition, count }, 'transfers came again and were ignored');
    },
    onStaleSkipped: (topic, partition, count) => {
      stale.inc(count);
      logger.warn({ topic, partition, count }, 'passed over records of an owner that had lost its lane');
    },
  };
}
