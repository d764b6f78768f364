/**
 * Currencies of ISO 4217 that circulate (funds, metals and test codes are left out): code, digits after the point, the
 * numeric code of China's customs systems or `-`, and for those that were replaced the first day without them.
 * @see ISO 4217 list one; the currency code list of the General Administration of Customs, as found in public sources
 */
export const currencyTable = `
  AED 2 -, AFN 2 -, ALL 2 -, AMD 2 -, ANG 2 - until 2025-07-01, AOA 2 -, ARS 2 -, AUD 2 601, AWG 2 -, AZN 2 -,
  BAM 2 -, BBD 2 -, BDT 2 -, BGN 2 - until 2026-02-01, BHD 3 -, BIF 0 -, BMD 2 -, BND 2 -, BOB 2 -, BRL 2 -,
  BSD 2 -, BTN 2 -, BWP 2 -, BYN 2 -, BZD 2 -, CAD 2 501, CDF 2 -, CHF 2 331, CLP 0 -, CNY 2 142, COP 2 -,
  CRC 2 -, CUP 2 -, CVE 2 -, CZK 2 -, DJF 0 -, DKK 2 302, DOP 2 -, DZD 2 -, EGP 2 -, ERN 2 -, ETB 2 -, EUR 2 300,
  FJD 2 -, FKP 2 -, GBP 2 303, GEL 2 -, GHS 2 -, GIP 2 -, GMD 2 -, GNF 0 -, GTQ 2 -, GYD 2 -, HKD 2 110, HNL 2 -,
  HRK 2 - until 2023-01-15, HTG 2 -, HUF 2 -, IDR 2 -, ILS 2 -, INR 2 -, IQD 3 -, IRR 2 113, ISK 0 -, JMD 2 -,
  JOD 3 -, JPY 0 116, KES 2 -, KGS 2 -, KHR 2 -, KMF 0 -, KPW 2 -, KRW 0 133, KWD 3 118, KYD 2 -, KZT 2 -,
  LAK 2 -, LBP 2 -, LKR 2 -, LRD 2 -, LSL 2 -, LYD 3 -, MAD 2 -, MDL 2 -, MGA 2 -, MKD 2 -, MMK 2 -, MNT 2 -,
  MOP 2 121, MRU 2 -, MUR 2 -, MVR 2 -, MWK 2 -, MXN 2 -, MYR 2 122, MZN 2 -, NAD 2 -, NGN 2 -, NIO 2 -,
  NOK 2 326, NPR 2 -, NZD 2 609, OMR 3 -, PAB 2 -, PEN 2 -, PGK 2 -, PHP 2 129, PKR 2 127, PLN 2 -, PYG 0 -,
  QAR 2 -, RON 2 -, RSD 2 -, RUB 2 344, RWF 0 -, SAR 2 -, SBD 2 -, SCR 2 -, SDG 2 -, SEK 2 330, SGD 2 132,
  SHP 2 -, SLE 2 -, SOS 2 -, SRD 2 -, SSP 2 -, STN 2 -, SVC 2 -, SYP 2 -, SZL 2 -, THB 2 136, TJS 2 -, TMT 2 -,
  TND 3 -, TOP 2 -, TRY 2 -, TTD 2 -, TWD 2 143, TZS 2 -, UAH 2 -, UGX 0 -, USD 2 502, UYU 2 -, UZS 2 -, VES 2 -,
  VND 0 -, VUV 0 -, WST 2 -, XAF 0 -, XCD 2 -, XCG 2 -, XOF 0 -, XPF 0 -, YER 2 -, ZAR 2 -, ZMW 2 -, ZWG 2 -
`;
