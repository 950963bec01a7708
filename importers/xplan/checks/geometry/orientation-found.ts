import type { Repair } from '../../orientation.ts';
import type { Found } from './found.ts';

/** A ring in the wrong direction: an error of the file (2.2.2.1), put right in the model. */
export function orientationFound({ ring, at }: Repair): Found & { repaired: true } {
	const which = ring === 'exterior' ? 'Ein äußerer Ring lief im' : 'Ein innerer Ring lief gegen den';
	return {
		rule: '2.2.2.1 orientation',
		severity: 'error',
		message: `${which} Uhrzeigersinn. Beim Einlesen wurde die Richtung berichtigt; bitte drehen Sie den Ring auch in der Datei um.`,
		geometry: { type: 'Point', coordinates: [at[0], at[1]] },
		repaired: true
	};
}
