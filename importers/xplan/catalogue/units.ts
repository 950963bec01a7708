/** Units as `uom` has them, for people. */

const LABELS = new Map(
	Object.entries({
		m: 'm',
		metre: 'm',
		meter: 'm',
		cm: 'cm',
		km: 'km',
		m2: 'm²',
		qm: 'm²',
		'm^2': 'm²',
		ha: 'ha',
		m3: 'm³',
		'm^3': 'm³',
		// "grad" means degrees here, never gon.
		grad: '°',
		deg: '°',
		degree: '°',
		db: 'dB(A)',
		'db(a)': 'dB(A)',
		'km/h': 'km/h',
		kmh: 'km/h',
		'm/sec': 'm/s',
		'm/s': 'm/s',
		vh: '%',
		percent: '%',
		'%': '%'
	})
);

/** `urn:adv:uom:m2` → `m²`, `grad` → `°`; an unknown unit stays as it is. */
export function unitLabel(uom: string): string {
	const short = uom
		.trim()
		.replace(/^urn:(adv|ogc:def):uom:(.*:)?/i, '')
		.replace(/^#/, '');
	return LABELS.get(short.toLowerCase()) ?? short;
}
