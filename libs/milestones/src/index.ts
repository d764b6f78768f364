export { eventTypeOf, milestoneText, sequenceText } from './cloud-event';
