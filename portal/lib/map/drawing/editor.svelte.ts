import { drawingTexts as texts } from '$lib/texts/drawing';
import { formatPosition, lengthOf, formatLength } from './measure.ts';
import { cornersOf, type DrawnKind, type LonLat, type Place } from './place.ts';
import { addPoint, crossesItself, missingPoints, placeOf, sketchOf, startSketch, undoPoint, type Sketch } from './sketch.ts';

export type Tool = Place['kind'];

/** State of the place editor: the active tool, the sketch, and what was last said to a screen reader. */
export class PlaceEditorState {
	tool = $state<Tool | null>(null);
	sketch = $state.raw<Sketch | null>(null);
	message = $state('');
	readonly #get: () => Place[];
	readonly #set: (places: Place[]) => void;

	constructor(get: () => Place[], set: (places: Place[]) => void) {
		this.#get = get;
		this.#set = set;
	}

	choose(tool: Tool) {
		this.tool = tool;
		this.sketch = tool === 'object' ? null : startSketch(tool);
		this.message = `${texts.announce.tool(tool)} ${texts.help[tool]}`;
	}

	/** A point of the sketch was set. A point place is complete with it. */
	set(at: LonLat) {
		if (!this.sketch) return;
		this.sketch = addPoint(this.sketch, at);
		if (this.sketch.kind === 'point') return this.finish();
		this.message = texts.announce.point(this.sketch.points.length, formatPosition(at));
	}

	undo() {
		if (!this.sketch || this.sketch.points.length === 0) return;
		this.sketch = undoPoint(this.sketch);
		this.message = texts.announce.undone(this.sketch.points.length);
	}

	/** The sketch becomes a place; the tool stays ready for the next. */
	finish() {
		if (!this.sketch) return;
		const missing = missingPoints(this.sketch);
		const place = placeOf(this.sketch);
		if (!place) {
			this.message = missing > 0 ? texts.announce.missing(missing) : texts.announce.crossing;
			return;
		}
		const { kind, replaces } = this.sketch;
		const places = [...this.#get()];
		if (replaces === undefined) places.push(place);
		else places[replaces] = place;
		this.#set(places);
		this.sketch = null;
		this.tool = null;
		this.message = texts.announce.added(this.nameOf(place, (replaces ?? places.length - 1) + 1, kind));
	}

	cancel() {
		this.sketch = null;
		this.tool = null;
		this.message = texts.announce.cancelled;
	}

	reshape(points: LonLat[]) {
		if (this.sketch) this.sketch = { ...this.sketch, points };
	}

	addObject(gmlId: string, label: string) {
		const places = this.#get();
		if (places.some((place) => place.gmlId === gmlId)) {
			this.message = texts.announce.already(label);
			return;
		}
		this.#set([...places, { kind: 'object', gmlId, label }]);
		this.tool = null;
		this.message = texts.announce.added(label);
	}

	edit(index: number) {
		const place = this.#get()[index];
		if (!place || place.kind === 'object') return;
		this.tool = place.kind;
		this.sketch = sketchOf(place.kind, cornersOf(place), index);
		this.message = texts.announce.tool(place.kind);
	}

	remove(index: number) {
		const places = this.#get();
		const place = places[index];
		if (!place) return;
		this.#set(places.filter((_, i) => i !== index));
		this.cancel();
		this.message = texts.announce.removed(this.nameOf(place, index + 1, place.kind));
	}

	/** Where the crosshair stands, told against the last point where there is one. */
	moved(at: LonLat) {
		const last = this.sketch?.points.at(-1);
		this.message = last ? texts.announce.fromLast(formatLength(lengthOf('line', [last, at]))) : texts.announce.crosshair(formatPosition(at));
	}

	nothingHere() {
		this.message = texts.announce.nothing;
	}

	get problem(): string | null {
		return this.sketch && crossesItself(this.sketch) ? texts.announce.crossing : null;
	}

	/** `Fläche 2`, or the object's own name */
	nameOf(place: Place, number: number, kind: Tool | DrawnKind): string {
		return place.label ?? `${texts.kinds[kind]} ${number}`;
	}
}
