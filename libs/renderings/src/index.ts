export { renderDcsa, type DcsaEvent } from './dcsa';
export { renderEpcis, type EpcisDocument, type EpcisEvent } from './epcis';
export { RENDERINGS, type Rendering } from './renderings';
