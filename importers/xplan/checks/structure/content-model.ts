/**
 * Content models as deterministic automata (Glushkov): a state per place in the model, the next state found by the element's name.
 * XML Schema demands that models are unambiguous (part 1, § 3.8.6 Unique Particle Attribution), so the automaton needs no choice.
 */

import type { ElementParticle, Particle } from '../../catalogue/format.ts';
import type { ElementDeclaration } from './schema.ts';

/** Bounded repetitions are written out; more than this is no schema of ours. */
const MOST_COPIES = 50;

/** A particle's place. `members`: what may stand there, substitutes included. */
interface Place {
	/** What the schema writes there. */
	declaration: ElementDeclaration;
	members: readonly ElementDeclaration[];
}

export interface Transition {
	declaration: ElementDeclaration;
	target: State;
}

/** From one state to another. */
export interface Way {
	/** What the schema wants on the way. */
	missing: ElementDeclaration[];
	transition?: Transition;
}

/** Where one is in the content of an element. */
export class State {
	/** The content may end here. */
	readonly accepting: boolean;
	/** Place that was passed last, -1 at the beginning. */
	readonly place: number;
	private readonly model: ContentModel;
	private transitions: Map<string, Transition>[] | undefined;
	private readonly ways = new Map<string, Way | undefined>();

	constructor(model: ContentModel, place: number, accepting: boolean) {
		this.model = model;
		this.place = place;
		this.accepting = accepting;
	}

	/** @param space as in {@link ElementDeclaration} */
	next(space: number, local: string): Transition | undefined {
		return (this.transitions ??= this.model.transitionsFrom(this.place))[space]?.get(local);
	}

	/** What the schema writes at the places that may follow, required ones first. */
	get expected(): ElementDeclaration[] {
		const required = this.missingBefore()?.missing ?? [];
		const next = this.model.follow(this.place).map((place) => this.model.places[place]!.declaration);
		return [...next.filter((one) => required.includes(one)), ...next.filter((one) => !required.includes(one))];
	}

	/**
	 * What is missing between here and the next place that takes the element, or the end (without arguments); undefined where no way leads.
	 * The element must be one of the model; its ways are kept, because a bad file asks again and again.
	 */
	missingBefore(space?: number, local?: string): Way | undefined {
		const key = `${space} ${local}`;
		const known = this.ways.get(key);
		if (known !== undefined || this.ways.has(key)) return known;
		const way = this.model.shortest(this, space, local);
		this.ways.set(key, way);
		return way;
	}
}

interface Part {
	nullable: boolean;
	first: number[];
	last: number[];
}

export type Resolve = (particle: ElementParticle, space: number) => Place;

export class ContentModel {
	readonly places: Place[] = [];
	readonly start: State;
	/** Nothing may stand in it, not even white space (part 1, cvc-complex-type 2.1). */
	readonly empty: boolean;
	private readonly following: Set<number>[] = [];
	private readonly first: number[];
	private readonly last: Set<number>;
	private readonly states: (State | undefined)[] = [];
	private readonly resolve: Resolve;
	private byName: Map<string, Transition>[] | undefined;

	/** @param parts particles of the type and, before them, of what it extends, with the namespace of their local elements */
	constructor(parts: { particles: Particle[]; space: number }[], resolve: Resolve) {
		this.resolve = resolve;
		const whole = parts.reduce((before, { particles, space }) => this.join(before, this.sequence(particles, space)), nothing());
		this.first = whole.first;
		this.last = new Set(whole.last);
		this.start = new State(this, -1, whole.nullable);
		this.empty = this.places.length === 0;
	}

	follow(place: number): number[] {
		return place < 0 ? this.first : [...this.following[place]!];
	}

	transitionsFrom(place: number): Map<string, Transition>[] {
		return this.mapOf(this.follow(place));
	}

	/** The first place of a name anywhere in the model. */
	anywhere(space: number, local: string): Transition | undefined {
		this.byName ??= this.mapOf(this.places.map((_, place) => place));
		return this.byName[space]?.get(local);
	}

	shortest(from: State, space?: number, local?: string): Way | undefined {
		let ways: { state: State; missing: ElementDeclaration[] }[] = [{ state: from, missing: [] }];
		const seen = new Set<number>([from.place]);
		while (ways.length > 0) {
			const longer: typeof ways = [];
			for (const { state, missing } of ways) {
				if (local === undefined) {
					if (state.accepting) return { missing };
				} else {
					const transition = state.next(space!, local);
					if (transition) return { missing, transition };
				}
				for (const place of this.follow(state.place)) {
					if (seen.has(place)) continue;
					seen.add(place);
					longer.push({ state: this.state(place), missing: [...missing, this.places[place]!.declaration] });
				}
			}
			ways = longer;
		}
		return undefined;
	}

	private state(place: number): State {
		return (this.states[place] ??= new State(this, place, this.last.has(place)));
	}

	private mapOf(places: number[]): Map<string, Transition>[] {
		const maps: Map<string, Transition>[] = [];
		for (const place of places) {
			for (const declaration of this.places[place]!.members) {
				const map = (maps[declaration.space] ??= new Map<string, Transition>());
				if (!map.has(declaration.local)) map.set(declaration.local, { declaration, target: this.state(place) });
			}
		}
		return maps;
	}

	private sequence(particles: Particle[], space: number): Part {
		return particles.reduce((before, particle) => this.join(before, this.part(particle, space)), nothing());
	}

	private join(a: Part, b: Part): Part {
		for (const place of a.last) for (const next of b.first) this.following[place]!.add(next);
		return {
			nullable: a.nullable && b.nullable,
			first: a.nullable ? [...a.first, ...b.first] : a.first,
			last: b.nullable ? [...a.last, ...b.last] : b.last
		};
	}

	private part(particle: Particle, space: number): Part {
		const { min, max } = particle;
		if (min <= 1 && (max === 1 || max === Infinity)) {
			const part = this.once(particle, space);
			if (max === Infinity) for (const place of part.last) for (const next of part.first) this.following[place]!.add(next);
			return min === 0 ? { ...part, nullable: true } : part;
		}
		if (min > MOST_COPIES || (max !== Infinity && max > MOST_COPIES)) {
			throw new Error('Catalogue: a bound is too large for the structure check.');
		}
		let whole = nothing();
		for (let count = 0; count < min; count++) whole = this.join(whole, this.part({ ...particle, min: 1, max: 1 }, space));
		if (max === Infinity) return this.join(whole, this.part({ ...particle, min: 0, max }, space));
		return this.join(whole, this.optional(particle, max - min, space));
	}

	/** `(a (a (a)?)?)?`, which stays unambiguous. */
	private optional(particle: Particle, copies: number, space: number): Part {
		if (copies === 0) return nothing();
		const one = this.part({ ...particle, min: 1, max: 1 }, space);
		return { ...this.join(one, this.optional(particle, copies - 1, space)), nullable: true };
	}

	private once(particle: Particle, space: number): Part {
		// Elements of a Land's extension are in no schema that is at hand; nothing can stand in their place.
		if (particle.kind === 'extension') return nothing();
		if (particle.kind === 'sequence') return this.sequence(particle.items, space);
		if (particle.kind === 'choice') {
			const parts = particle.items.map((item) => this.part(item, space));
			return {
				nullable: parts.some(({ nullable }) => nullable),
				first: parts.flatMap(({ first }) => first),
				last: parts.flatMap(({ last }) => last)
			};
		}
		if (particle.kind !== 'element') throw new Error(`Catalogue: unknown particle ${particle.kind}.`);
		const place = this.places.push(this.resolve(particle, space)) - 1;
		this.following.push(new Set());
		return { nullable: false, first: [place], last: [place] };
	}
}

const nothing = (): Part => ({ nullable: true, first: [], last: [] });
