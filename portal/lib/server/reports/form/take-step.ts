import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { readCoordinates } from '../../../forms/coordinates.ts';
import {
	addressToShow,
	nextStep,
	previousStep,
	problemsOf,
	readReportStep,
	REPORT_STEPS,
	seenMark,
	stopOf,
	categoryOf,
	type ReportFormState,
	type ReportStep
} from '../../../forms/report-steps.ts';
import type { Extent } from '../../../../../gis/plans/types.ts';
import type { Services } from '../../services.ts';
import { searchAddresses } from '../../statements/form/search-addresses.ts';
import type { LonLat } from '../types.ts';
import type { ReporterView } from './form-view.ts';
import { describePlace, listSimilar } from './place.ts';

export interface StepContext {
	services: Services;
	scope: TenantScope;
	slug: string;
	reporter: ReporterView;
	/** Address of the connection, for limits. */
	client: string;
}

/** One press of a button that does not send. Nothing that was typed is lost. @returns what the page shows next */
export async function takeReportStep(context: StepContext, state: ReportFormState, pressed: string): Promise<ReportFormState> {
	const { name, argument } = readReportStep(pressed);
	switch (name) {
		case 'adresse-suchen':
			return { ...state, addresses: await searchNear(context, state.addressText) };
		case 'ort-nehmen': {
			const [lon, lat, ...label] = argument.split(',');
			return setPlace(context, { ...state, addressText: '' }, { lon: Number(lon), lat: Number(lat) }, label.join(','));
		}
		case 'koordinaten': {
			const found = readCoordinates(state.coordinates);
			if (!found) return { ...state, problems: { coordinates: 'invalid' } };
			return setPlace(context, { ...state, coordinates: '' }, { lon: found[0], lat: found[1] });
		}
		case 'foto-entfernen':
			return { ...state, photos: state.photos.filter(({ id }) => id !== argument), said: 'photo-removed' };
		case 'kategorie-suchen':
			return { ...state, step: 'kategorie' };
		case 'zurueck':
			return { ...state, step: previousStep(state.step) };
		case 'gehe':
			return (REPORT_STEPS as readonly string[]).includes(argument) ? { ...state, step: argument as ReportStep } : state;
		default:
			return goOn(context, state);
	}
}

async function searchNear({ services, reporter, client }: StepContext, text: string) {
	return text === '' ? null : searchAddresses(services, { bbox: reporter.extent as Extent }, text, client);
}

/** Sets the place; its address is that of the gazetteer, or the words of the search's hit. */
export async function setPlace({ scope }: StepContext, state: ReportFormState, point: LonLat, label = ''): Promise<ReportFormState> {
	if (!Number.isFinite(point.lon) || !Number.isFinite(point.lat) || Math.abs(point.lon) > 180 || Math.abs(point.lat) > 85) return { ...state, problems: { point: 'invalid' } };
	const { inside, address } = await describePlace(scope, point);
	if (!inside) return { ...state, point, problems: { point: 'outside' } };
	return { ...state, point, address: addressToShow(label, address), said: 'place-set' };
}

/** The button "next", and Enter in a field. */
async function goOn(context: StepContext, state: ReportFormState): Promise<ReportFormState> {
	// Who types an address and presses Enter wants it to be found.
	if (state.step === 'ort' && !state.point && state.addressText) return { ...state, addresses: await searchNear(context, state.addressText) };
	if (state.step === 'ort' && !state.point && state.coordinates) return takeReportStep(context, state, 'koordinaten');
	const { reporter, scope } = context;
	const problems = problemsOf(state.step, reporter, state, state.photos.length);
	if (Object.keys(problems).length > 0) return { ...state, problems };
	if (state.step === 'ort' && !(await describePlace(scope, state.point!)).inside) return { ...state, problems: { point: 'outside' } };
	const stop = state.step === 'angaben' ? stopOf(categoryOf(reporter, state)?.fields ?? [], state.answers) : '';
	if (stop) return { ...state, stop };
	return withSimilar(context, { ...state, step: nextStep(state.step) });
}

/** Similar reports, once for a place and category; without any the step is skipped. */
export async function withSimilar({ scope, services, slug }: StepContext, state: ReportFormState): Promise<ReportFormState> {
	if (state.step !== 'aehnliche' || !state.point) return state;
	const seen = seenMark(state);
	if (state.seen === seen) return { ...state, step: 'angaben' };
	const duplicates = await listSimilar(scope, slug, { categoryId: state.categoryId, point: state.point }, services.now());
	return duplicates.length > 0 ? { ...state, duplicates, seen } : { ...state, seen, step: 'angaben' };
}
