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
	pending: { line: number; message: string } | undefined;
	private told: readonly string[] = NONE;

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
		this.told = NONE;
	}

	/** False where something was told of such children already: one that is missed at its place often comes later. */
	tell(key: string): boolean {
		if (this.told.includes(key)) return false;
		this.told = [...this.told, key];
		return true;
	}
}

const NONE: readonly string[] = [];
