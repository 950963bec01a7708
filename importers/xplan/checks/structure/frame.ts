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
	private told: readonly string[] = NONE;

	begin(local: string, line: number, declaration: ElementDeclaration | null, type: Type): void {
		this.local = local;
		this.line = line;
		this.declaration = declaration;
		this.type = type;
		this.state = type.model?.start;
		this.text = '';
		this.characters = this.hasChildren = this.nil = this.toldText = false;
		this.count = this.strangers = 0;
		this.told = NONE;
	}

	/** False where something was told of such children already: one that is missed at its place often comes later. */
	tell(declaration: ElementDeclaration): boolean {
		if (this.told.includes(declaration.key)) return false;
		this.told = [...this.told, declaration.key];
		return true;
	}
}

const NONE: readonly string[] = [];
