import type { Position } from '../../importers/xplan/model.ts';
import { mm } from './geometry.ts';
import { CENTRES } from './land.ts';

export interface Quarter {
	kind: 'core' | 'residential' | 'industrial';
	ring: Position[];
}

const quarter = (kind: Quarter['kind'], [x0, y0]: Position, text: string): Quarter => ({
	kind,
	ring: text.split(' ').map((p): Position => {
		const [x, y] = p.split(',').map(Number) as [number, number];
		return [mm(x0 + x), mm(y0 + y)];
	})
});

/** Built-up areas between the streets: gardens and yards inside the blocks. In metres from the towns' centres. */
export function quarters(): Quarter[] {
	const { musterlinden: m, auenfelde: a, heidewinkel: h } = CENTRES;
	return [
		quarter('residential', m, '-1003,100 -1003,440 -1040,670 -706,730 -690,480 -405,515 -415,40 -700,72'),
		quarter('residential', m, '-1000,100 -420,40 -340,-340 -700,-305 -945,-270 -965,-40'),
		quarter(
			'residential',
			m,
			'-240,560 -210,700 56,700 400,634 600,566 690,470 764,196 480,226 300,196 168,126 18,190 -95,170 -140,424'
		),
		quarter('residential', m, '190,-60 168,126 300,196 480,226 764,196 765,-34 720,-225 575,-255 430,-250 240,-190'),
		quarter('residential', m, '-390,-440 -4,-430 335,-420 362,-540 342,-660 320,-780 -50,-840 -356,-820 -390,-690 -412,-560'),
		quarter('residential', m, '74,900 60,780 320,744 600,800 345,1010 80,1000 -250,1010 -240,900'),
		quarter('industrial', m, '-1440,40 -1450,440 -1350,545 -1190,540 -1150,400 -1150,60'),
		quarter('industrial', m, '-1420,40 -1150,60 -1180,-180 -1215,-430 -1400,-430'),
		quarter('core', m, '240,0 200,120 100,180 0,195 -110,180 -200,120 -245,0 -200,-120 -100,-185 10,-195 120,-180 205,-110'),
		quarter(
			'residential',
			a,
			'-425,-66 -384,200 -520,330 -400,470 -180,430 -16,470 180,520 600,500 700,378 720,214 800,40 330,30 330,-120 420,-300 60,-400 ' +
				'-250,-420 -430,-300'
		),
		quarter(
			'residential',
			h,
			'-260,62 -230,260 -210,420 60,420 330,350 520,330 560,120 500,-150 300,-120 240,-330 80,-420 -40,-220 -300,-160'
		)
	];
}
