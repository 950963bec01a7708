import { LONGEST_IN_MESSAGE, shortened } from '../../findings.ts';
import { germanNumber } from '../../german-number.ts';
import type { Position, Severity } from '../../model.ts';
import { allAttributes, familyOf, firstValue } from '../../plans.ts';
import type { CheckedDocument, CheckRun } from '../checked-document.ts';
import { coverage, type Coverage, type CoverageArea } from './coverage.ts';
import { exclusiveInTime } from './effect.ts';
import { areasJson, placesText, pointsJson, report, squareMetres, type Found } from './found.ts';
import { TOLERANCE } from './frame.ts';
import type { Arena } from './geos.ts';
import type { PlacedBereich, PlacedObject, PlacedPlan } from './placed.ts';
import type { PlanAreas } from './plan-areas.ts';
import { hasArcs } from './shapes.ts';

/** Places that one finding shows. */
const MAX_PLACES = 1_000;

interface Member extends CoverageArea {
	object: PlacedObject;
}

/**
 * Flächenschluss (2.2.1.1) of one plan: the objects on Ebene 0 with `flaechenschluss` do not overlap, and cover the Geltungsbereich of the
 * plan and of those Bereiche that have one. Plans of the Landschaftsplanung are exempt.
 */
export function checkFlaechenschluss(arena: Arena, plan: PlacedPlan, areas: PlanAreas, document: CheckedDocument, run: CheckRun): void {
	if (familyOf(plan.feature.class) !== 'LP') new PlanCoverage({ arena, areas, plan, document, run }).check();
}

interface CoverageNeeds {
	arena: Arena;
	areas: PlanAreas;
	plan: PlacedPlan;
	document: CheckedDocument;
	run: CheckRun;
}

class PlanCoverage {
	private readonly arena: Arena;
	private readonly areas: PlanAreas;
	private readonly plan: PlacedPlan;
	private readonly run: CheckRun;
	private readonly gapSeverity: Severity;

	constructor({ arena, areas, plan, document, run }: CoverageNeeds) {
		this.arena = arena;
		this.areas = areas;
		this.plan = plan;
		this.run = run;
		this.gapSeverity = Number(document.header.version) >= 6 && !isChange(plan) ? 'error' : 'warning';
	}

	check(): void {
		const members = this.plan.objects.filter(takesPart).flatMap((object) => this.member(object) ?? []);
		if (members.length === 0) return;
		const outline = this.outline(this.plan.geltungsbereich);
		const found = coverage(this.arena, members, outline);
		this.overlaps(members, found.overlaps);
		if (found.more) this.overlapsLeftOut();
		this.missing(found.missing);
		if (this.homeless(members)) return;
		const here = members.filter(({ object }) => object.bereich?.elsewhere !== true);
		if (outline !== undefined && here.length > 0) {
			// Objects of Bereiche 1800 and 2000 lie elsewhere; should one lie here, it fills no gap.
			const { gaps, beyond } = here.length === members.length ? found : coverage(this.arena, here, outline, 'gaps');
			this.gapsBetween(gaps);
			this.gaps(gaps, `des Geltungsbereichs des Plans`, this.plan.feature);
			this.apart(pick(here, beyond), outline, 'außerhalb des Geltungsbereichs des Plans');
		}
		for (const bereich of this.plan.bereiche) this.bereich(bereich, members);
	}

	/** Where a plan has several Bereiche, every object must say to which it belongs: only then it is known what it has to cover. */
	private homeless(members: readonly Member[]): boolean {
		const without = this.plan.bereiche.length < 2 ? [] : members.filter(({ object }) => object.bereich === null);
		if (without.length === 0) return false;
		const { arena, plan } = this;
		const ids = without.slice(0, 5).map(({ object }) => object.feature.gmlId);
		const more = without.length > ids.length ? ' und weitere' : '';
		const count = without.length === 1 ? 'Ein Flächenschlussobjekt gehört' : `${without.length} Flächenschlussobjekte gehören`;
		const message =
			`${count} zu keinem der Bereiche des Plans ` +
			`(${ids.join(', ')}${more}). Bitte ergänzen Sie gehoertZuBereich; erst dann lässt sich prüfen, ob Plan und Bereiche überdeckt sind.`;
		const geometry = areasJson(arena, arena.collect(without.map(({ area }) => area)), plan.frame);
		this.report(plan.feature, { rule: '2.2.1.1 bereich-missing', severity: 'error', message, geometry });
		return true;
	}

	private bereich(bereich: PlacedBereich, members: readonly Member[]): void {
		const own = members.filter(({ object }) => object.bereich === bereich);
		const outline = own.length === 0 ? undefined : this.outline(bereich.geltungsbereich);
		if (outline === undefined) return;
		const name = `des Bereichs „${shortened(firstValue(bereich.feature, 'nummer') ?? bereich.feature.gmlId, LONGEST_IN_MESSAGE)}“`;
		const { gaps, beyond } = coverage(this.arena, own, outline, 'gaps');
		this.gaps(gaps, `der Abgrenzung ${name}`, bereich.feature);
		this.apart(pick(own, beyond), outline, `außerhalb der Abgrenzung ${name}`);
	}

	private member(object: PlacedObject): Member | undefined {
		const made = this.outline(object.geometry);
		return made === undefined ? undefined : { ...made, object };
	}

	private outline(geometry: PlacedObject['geometry'] | undefined): CoverageArea | undefined {
		const made = this.areas.outlined(geometry);
		if (made === undefined || geometry === undefined || !('surfaces' in geometry)) return undefined;
		const curves = geometry.surfaces.flat().flatMap(({ exterior, interiors }) => [exterior, ...interiors]);
		if (!curves.some(hasArcs)) return made;
		const given = new Set(curves.flatMap((curve) => curve.flatMap(({ points }) => points)));
		// In degrees the points are copies; then none is taken for given, and none missed.
		return { ...made, given };
	}

	private overlaps(members: readonly Member[], overlaps: Coverage['overlaps']): void {
		for (const { a, b, shared } of overlaps) {
			const first = members[a]!.object.feature;
			const second = members[b]!.object.feature;
			if (exclusiveInTime(first, second)) continue;
			const area = this.arena.area(shared);
			const other = `${second.class} ${shortened(second.gmlId, LONGEST_IN_MESSAGE)}`;
			const whole = [a, b].some((item) => this.arena.area(members[item]!.area) <= area * (1 + 1e-9));
			const message = whole
				? `Das Flächenschlussobjekt überdeckt sich vollständig mit ${other} (${squareMetres(area)}). Bitte löschen Sie eines oder ` +
					'setzen Sie flaechenschluss auf false.'
				: `Das Flächenschlussobjekt überlappt sich mit ${other} auf ${squareMetres(area)}. Bitte schneiden Sie die Flächen gegeneinander aus.`;
			const geometry = areasJson(this.arena, shared, this.plan.frame);
			this.report(first, { rule: '2.2.1.1 overlap', severity: 'error', message, geometry });
		}
	}

	private overlapsLeftOut(): void {
		const message =
			'Die Flächenschlussobjekte liegen so vielfach übereinander, dass nicht jede Überlappung aufgeführt ist. Bitte beheben Sie die ' +
			'genannten und prüfen Sie noch einmal.';
		this.report(this.plan.feature, { rule: '2.2.1.1 overlaps-left-out', severity: 'info', message });
	}

	/** First of the three conditions: a point on a common edge belongs to both. Nothing is covered twice or not at all by that. */
	private missing(places: readonly Position[]): void {
		if (places.length === 0) return;
		const { frame, feature } = this.plan;
		const many = places.length === 1 ? 'An einer Stelle' : `An ${germanNumber(places.length)} Stellen`;
		const message =
			`${many} hat ein Flächenschlussobjekt auf einer gemeinsamen Kante einen Stützpunkt, der dem Nachbarn fehlt ` +
			`(${placesText(places, frame)}). Bitte fügen Sie ihn auch dort ein.`;
		const geometry = pointsJson(places.slice(0, MAX_PLACES), frame);
		this.report(feature, { rule: '2.2.1.1 point-missing', severity: 'info', message, geometry });
	}

	/** First of the three conditions: where areas enclose a gap, their common edges differ. */
	private gapsBetween(gaps: Coverage['gaps']): void {
		const { arena, plan } = this;
		for (const { face, enclosed } of gaps) {
			if (!enclosed) continue;
			const message =
				`Zwischen Flächenschlussobjekten klafft eine Lücke von ${squareMetres(arena.area(face))}: ihre gemeinsamen Kanten haben ` +
				'nicht dieselben Stützpunkte. Bitte gleichen Sie die Kanten an.';
			const geometry = areasJson(arena, face, plan.frame);
			this.report(plan.feature, { rule: '2.2.1.1 edges-differ', severity: this.gapSeverity, message, geometry });
		}
	}

	private gaps(gaps: Coverage['gaps'], of: string, feature: PlacedPlan['feature']): void {
		const { arena, plan } = this;
		for (const { face } of gaps) {
			const message =
				`Die Flächenschlussobjekte lassen eine Lücke von ${squareMetres(arena.area(face))} innerhalb ${of}. Bitte füllen Sie ` +
				'sie, zum Beispiel mit einer Fläche ohne Festsetzung.';
			const geometry = areasJson(arena, face, plan.frame);
			this.report(feature, { rule: '2.2.1.1 gap', severity: this.gapSeverity, message, geometry });
		}
	}

	/** Objects that lie wholly outside of what they are to cover. */
	private apart(members: readonly Member[], outline: CoverageArea, where: string): void {
		const { arena, plan } = this;
		const prepared = arena.prepare(outline.area);
		for (const { object, area } of members) {
			if (arena.preparedCovers(prepared, area)) continue;
			if (arena.within((inner) => inner.preparedRelates(prepared, inner.buffer(area, -TOLERANCE), 'T********'))) continue;
			const message = `Das Flächenschlussobjekt liegt vollständig ${where}. Bitte prüfen Sie seine Lage und den Bereich, zu dem es gehört.`;
			const geometry = areasJson(arena, area, plan.frame);
			this.report(object.feature, { rule: '2.2.1.1 outside', severity: 'error', message, geometry });
		}
	}

	private report(feature: PlacedPlan['feature'], found: Found): void {
		report(this.run, feature, this.plan.crs, found);
	}
}

const pick = <T>(all: readonly T[], indices: ReadonlySet<number>): T[] => all.filter((_, index) => indices.has(index));

function takesPart({ feature, geometry }: PlacedObject): boolean {
	if (!('surfaces' in geometry) || firstValue(feature, 'flaechenschluss') !== 'true') return false;
	return Number(firstValue(feature, 'ebene') ?? 0) === 0;
}

/** Änderungspläne: plan or Bereich change another one (`aendertPlan`, `aendertPlanBereich` in 6.0, before `aendert`). */
function isChange({ feature, bereiche }: PlacedPlan): boolean {
	const changes = ['aendertPlan', 'aendertPlanBereich', 'aendert'];
	return [feature, ...bereiche.map((bereich) => bereich.feature)].some((of) =>
		changes.some((name) => allAttributes(of, name).length > 0)
	);
}
