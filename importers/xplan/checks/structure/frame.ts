import type { State } from './content-model.ts';
import { ANY_TYPE, type ElementDeclaration, type Type } from './schema.ts';

/** An open element. Frames are used again, so that an element costs no memory. */
export class Frame {
	local = '';
	line = 0;
	/** Null for an element of open content that nobody knows. */
	declaration: ElementDeclaration | null = null;
	type: Type = ANY_TYPE;
	state: State | undefined;
	/** Before the last child; where that came too early it goes on from here. */
	previous: State | undefined;
	/** Character data, where it is to be judged. */
	text = '';
	characters = false;
	hasChildren = false;
	/** Elements of open content. */
	count = 0;
	/** Marked with `xsi:nil`. */
	nil = false;
	toldText = false;
	/** Elements without place; each excuses one that is missing. */
	strangers = 0;
	/** That something is missing before the last child. Held back: perhaps the last child only came too early. */
	pending: { line: number; message: () => string } | undefined;
	/** Children of which something was told already, by name. */
	private told: Set<string> | undefined;

	begin(local: string, line: number, declaration: ElementDeclaration | null, type: Type): void {
		this.local = local;
		this.line = line;
		this.declaration = declaration;
		this.type = type;
		this.state = this.previous = type.model?.start;
		this.text = '';
		this.characters = this.hasChildren = this.nil = this.toldText = false;
		this.count = this.strangers = 0;
		this.pending = undefined;
		this.told = undefined;
	}

	/**
	 * False where something was told of such children already: one that is missed at its place often comes later. False too where so much
	 * was told that more would help nobody.
	 */
	tell(key: string): boolean {
		const told = (this.told ??= new Set());
		if (told.has(key) || told.size >= MOST_TOLD) return false;
		told.add(key);
		return true;
	}
}

/** Names of children of one parent. */
const MOST_TOLD = 500;
