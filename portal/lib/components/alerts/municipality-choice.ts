import { ALERT_FIELD, ALERT_PLACES } from '../../forms/alert.ts';
import { alertTexts } from '../../texts/alerts.ts';

/** Places that alerts of procedures can be ordered for (PlaceChoice.svelte). */
export const PROCEDURE_PLACES = ALERT_PLACES.map((value) => ({ value, label: alertTexts.places[value] }));

/** The choice of a municipality among those that have procedures (PlaceChoice.svelte). */
export const municipalityChoice = (municipalities: string[], value: string, error: string | undefined) => ({
	place: 'gemeinde',
	field: ALERT_FIELD.municipality,
	label: alertTexts.municipality,
	options: municipalities.map((name) => ({ value: name, name })),
	value,
	error
});
