const applicationForm = /^EA-[A-Z0-9]{6,26}$/;
const vinForm = /^[A-HJ-NPR-Z0-9]{17}$/;
const tirForm = /^[A-Z]{2}\d{8}$/;
const passportForm = /^[A-Z0-9]{5,15}$/;

/** Whether a text is the id of an entry application, e.g. `EA-7K2M9QX4`. */
export const isApplicationId = (text: string): boolean => applicationForm.test(text);

/**
 * Whether a text has the form of a vehicle identification number: 17 characters without I, O and Q.
 * @see ISO 3779. Its ninth character is a check digit in some countries only, so that nothing follows from it here.
 */
export const isVin = (text: string): boolean => vinForm.test(text);

/** Whether a text has the form of a TIR carnet's number, e.g. `XK12345678`: two letters and eight digits. */
export const isTirNumber = (text: string): boolean => tirForm.test(text);

/** Whether a text has the form of a passport's number, blanks taken out. @see ICAO Doc 9303: up to nine characters, more in some countries */
export const isPassportNumber = (text: string): boolean => passportForm.test(text);
