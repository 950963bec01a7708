import OlMap from 'ol/Map.js';
import DragPan from 'ol/interaction/DragPan.js';
import MouseWheelZoom from 'ol/interaction/MouseWheelZoom.js';
import { defaults } from 'ol/interaction/defaults.js';
import { platformModifierKeyOnly } from 'ol/events/condition.js';

/** Tells which gesture was not for the map, so that a hint can say how to do it. */
export type IgnoredGesture = (gesture: 'wheel' | 'touch') => void;

/**
 * Interactions that let the page scroll over the map: the wheel zooms only when the map has the focus or Ctrl is held, one finger
 * scrolls the page and two move the map. On the full screen every gesture is the map's. No rotation: the plan's labels stay upright.
 */
export function interactionsFor(free: () => boolean) {
	const pan: DragPan = new DragPan({
		condition(event) {
			const pointer = event.originalEvent as PointerEvent;
			if (pointer.pointerType === 'touch' && !free()) return pan.getPointerCount() === 2;
			return pointer.button === 0;
		}
	});
	const wheel = new MouseWheelZoom({
		condition: (event) => free() || platformModifierKeyOnly(event) || Boolean(event.map.getTargetElement()?.contains(document.activeElement))
	});
	return defaults({
		altShiftDragRotate: false,
		pinchRotate: false,
		dragPan: false,
		mouseWheelZoom: false,
		zoomDuration: reducedMotion() ? 0 : 250
	}).extend([pan, wheel]);
}

/** Lets the browser scroll the page by one finger; on the full screen the map takes every touch. */
export function setTouchAction(map: OlMap, free: boolean): void {
	map.getViewport()!.style.touchAction = free ? 'none' : 'pan-x pan-y';
}

/** @returns function that stops watching */
export function watchIgnoredGestures(element: HTMLElement, free: () => boolean, tell: IgnoredGesture): () => void {
	const wheel = (event: WheelEvent) => {
		if (!free() && !event.ctrlKey && !event.metaKey && !element.contains(document.activeElement)) tell('wheel');
	};
	const touch = (event: TouchEvent) => {
		if (!free() && event.touches.length === 1) tell('touch');
	};
	element.addEventListener('wheel', wheel, { passive: true });
	element.addEventListener('touchmove', touch, { passive: true });
	return () => {
		element.removeEventListener('wheel', wheel);
		element.removeEventListener('touchmove', touch);
	};
}

export const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
