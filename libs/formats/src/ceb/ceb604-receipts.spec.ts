import { receiptXml } from './ceb604-receipts';

const names = { guid: 'G', customsCode: '9404', ebpCode: '', copNo: 'A&<B>', preNo: '', invtNo: '' };

describe(receiptXml.name, () => {
  it('says when in Beijing, and leaves out what is not known', () => {
    const returnTime = Date.parse('2026-11-24T20:15:30.007Z');
    const returnInfo = [{ code: 'HS_CODE_FORM', pointer: 'InventoryList[1]/gcode', sentence: '须为10位。' }];
    expect(receiptXml({ names, returnStatus: '100', returnTime, returnInfo })).toBe(
      `  <ceb:InventoryReturn>
    <ceb:guid>G</ceb:guid>
    <ceb:customsCode>9404</ceb:customsCode>
    <ceb:copNo>A&amp;&lt;B&gt;</ceb:copNo>
    <ceb:returnStatus>100</ceb:returnStatus>
    <ceb:returnTime>20261125041530007</ceb:returnTime>
    <ceb:returnInfo>[HS_CODE_FORM:InventoryList[1]/gcode:须为10位。]</ceb:returnInfo>
  </ceb:InventoryReturn>
`,
    );
  });

  it('keeps within the length of the field, fault by fault', () => {
    const returnInfo = Array.from({ length: 20 }, () => ({ code: 'CODE', pointer: '/a', sentence: 'x'.repeat(90) }));
    const xml = receiptXml({ names, returnStatus: '100', returnTime: 0, returnInfo });
    expect(xml.match(/\[CODE/g)).toHaveLength(10);
  });
});
