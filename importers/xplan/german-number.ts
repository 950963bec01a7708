/**
 * A number as a German reader writes it: `1.234,5`. The first number that `Intl` formats takes 20 ms, a fiftieth of the check of a plan on
 * the command line.
 * @param digits after the comma at most; zeros at the end are left out
 */
export function germanNumber(number: number, digits = 0): string {
	const [whole, fraction = ''] = number.toFixed(digits).split('.');
	const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, '.');
	const rest = fraction.replace(/0+$/, '');
	return rest === '' ? grouped : `${grouped},${rest}`;
}
