import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { objectsByGmlId } from '../../../../../gis/plans/hits.ts';
import { readPlan } from '../../../../../gis/plans/plans.ts';
import { signOf } from '../../../../../styles/signs/catalogue.ts';
import { readCoordinates } from '../../../forms/coordinates.ts';
import { MAX_PLACES, type Place } from '../../../forms/statement.ts';
import { readStep, type ObjectChoice, type StatementFormState, type Step } from '../../../forms/statement-steps.ts';
import type { Participation } from '../../participations/types.ts';
import { listObjectViews } from '../../plans/object-view.ts';
import type { Services } from '../../services.ts';
import { searchAddresses } from './search-addresses.ts';
import type { PostedForm } from './read-form.ts';

const FOUND = 25;

/**
 * One press of a button that does not send: search, add or remove a place, show everything for checking. Nothing that was typed is lost.
 * @param client address of the connection, for limits
 * @returns what the page shows next
 */
export async function takeStep(
	services: Services,
	scope: TenantScope,
	participation: Participation,
	posted: PostedForm,
	client: string
): Promise<StatementFormState> {
	const { state } = posted;
	const { step, argument } = meaningOf(posted);
	switch (step) {
		case 'objekt-suchen':
			return { ...state, objects: await searchObjects(scope, participation, state.objectText) };
		case 'objekt-hinzufuegen':
			// The hits stay, because people often mean several.
			state.objects = state.objectText ? await searchObjects(scope, participation, state.objectText) : null;
			return addPlaces(state, await objectPlaces(scope, participation.plan?.versionId ?? null, [argument]), 'object-added');
		case 'adresse-suchen':
			return { ...state, addresses: await searchAddresses(services, participation, state.addressText, client) };
		case 'adresse-hinzufuegen': {
			const [lon, lat, ...label] = argument.split(',');
			return addPoint({ ...state, addressText: '' }, [Number(lon), Number(lat)], label.join(','));
		}
		case 'koordinaten-hinzufuegen': {
			const position = readCoordinates(state.coordinates);
			if (!position) return { ...state, coordinatesWrong: true };
			return addPoint({ ...state, coordinates: '' }, position, state.coordinates);
		}
		case 'ort-entfernen':
			return { ...state, places: state.places.filter((_, index) => String(index) !== argument), said: 'place-removed' };
		case 'anlage-entfernen':
			return { ...state, staged: state.staged.filter(({ id }) => id !== argument), said: 'file-removed' };
		case 'pruefen':
			return { ...state, review: true };
		default:
			return state;
	}
}

/** Enter in a field presses the form's first button; what it means follows from what was typed. */
export function meaningOf(posted: PostedForm): { step: Step; argument: string } {
	const read = readStep(posted.step);
	if (read.step !== 'standard') return read;
	const { objectText, addressText, coordinates } = posted.state;
	if (objectText && objectText !== posted.objectTextDone) return { step: 'objekt-suchen', argument: '' };
	if (addressText && addressText !== posted.addressTextDone) return { step: 'adresse-suchen', argument: '' };
	return { step: coordinates ? 'koordinaten-hinzufuegen' : 'pruefen', argument: '' };
}

async function searchObjects(scope: TenantScope, participation: Participation, text: string): Promise<ObjectChoice[]> {
	if (!participation.plan) return [];
	const plan = await readPlan(scope, participation.plan.id, { number: participation.plan.number });
	const { items } = await listObjectViews(scope, plan, { text, limit: FOUND }, { plan: '', version: null, statement: null });
	return items.map(({ gmlId, title, label }) => ({ gmlId, title, label }));
}

/** Places of objects by gml:id; unknown ones are left out, and all where there is no plan. */
export async function objectPlaces(scope: TenantScope, planVersionId: string | null, gmlIds: string[]): Promise<Place[]> {
	if (!planVersionId) return [];
	const objects = await objectsByGmlId(scope, planVersionId, gmlIds.slice(0, MAX_PLACES));
	return objects.map(({ gmlId, sign, label }) => ({
		kind: 'object',
		gmlId,
		label: [signOf(sign).title, label?.replaceAll('\n', ' ')].filter(Boolean).join(', ').slice(0, 300)
	}));
}

function addPoint(state: StatementFormState, position: [number, number], label: string): StatementFormState {
	if (!position.every(Number.isFinite)) return state;
	const point = { type: 'Point' as const, coordinates: position };
	return addPlaces(state, [{ kind: 'point', geometry: point, crs: 'EPSG:4326', label: label.trim().slice(0, 300) || undefined }], 'place-added');
}

function addPlaces(state: StatementFormState, added: Place[], said: 'object-added' | 'place-added'): StatementFormState {
	const known = new Set(state.places.map(identity));
	const places = [...state.places, ...added.filter((place) => !known.has(identity(place)))];
	return places.length > MAX_PLACES ? { ...state, said: 'too-many-places' } : { ...state, places, said };
}

const identity = (place: Place) => (place.kind === 'object' ? place.gmlId : JSON.stringify(place));
