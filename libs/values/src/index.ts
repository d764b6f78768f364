export { ClearanceRules, readClearance, type ClearanceWord } from './clearance';
export {
  codeLists,
  codesOf,
  customsMeaning,
  inEachLanguage,
  isCodeList,
  languages,
  sentenceOf,
  sentenceOfEvent,
  wordsOf,
  type CodeList,
  type CodeListName,
  type CodeOf,
  type Language,
  type Sentence,
  type Words,
} from './code-lists/code-lists';
export { countries, countryOfCustomsCode, customsCountryCode, eaeu, isCountry } from './codes/countries';
export { currencyAt, currencyCodes, currencyOfCustomsCode, type Currency } from './codes/currencies';
export { containerLengthMm } from './codes/container-sizes';
export { hsChapter, hsHeading, hsSubheading, isHsCode } from './codes/hs-code';
export { customsUnitCode, isUnit, unitOfCustomsCode } from './codes/units';
export { beginningOf, isDay, Timetable, type Effective } from './effective';
export { fieldsOf } from './json-fields';
export { lotOf, murmur128 } from './hash/murmur128';
export { comparableNumber } from './identifiers/comparable-number';
export {
  documentIdOf,
  documentKinds,
  parseDocumentId,
  type DocumentIdParts,
  type DocumentKind,
} from './identifiers/document-id';
export { isApplicationId, isPassportNumber, isTirNumber, isVin } from './identifiers/entry';
export { gs1CheckDigit, isGtin13, isSscc } from './identifiers/gs1';
export { InvalidIdentifierError } from './identifiers/invalid-identifier.error';
export { isContainerNumber, iso6346CheckDigit } from './identifiers/iso6346';
export { isParcelId, isParcelIdOf, parcelIdOf, parseParcelId, type ParcelIdParts } from './identifiers/parcel-id';
export { shareOfPiece, MAX_LABELLED_PIECES, parsePieceId, pieceIdOf, type PieceIdParts } from './identifiers/piece-id';
export { isS10, looksLikeS10, s10CheckDigit } from './identifiers/s10';
export { isSeal, sealIdOf, sealNumberOf } from './identifiers/seal-id';
export { isTruckId, normaliseTruckId, plateOf, truckIdOf } from './identifiers/truck-id';
export {
  isUnitId,
  parseUnitId,
  unitIdOf,
  unitKindOf,
  unitKinds,
  type UnitIdParts,
  type UnitKind,
} from './identifiers/unit-id';
export { isUscc, usccCheckCharacter } from './identifiers/uscc';
export { isWagonNumber, wagonCheckDigit } from './identifiers/wagon-number';
export {
  decimalOf,
  gramsOfKilograms,
  gramsRoundedOfKilograms,
  isGrams,
  isMinorUnits,
  minorUnitsOf,
} from './quantities';
