// What is shipped as stance-map.d.ts is what the element has: its public members, each of the very same type.
import type { StanceMapElement as Shipped } from '../stance-map.js';
import type { StanceMapElement as Written } from '../element/element.js';

type LifeCycle = 'connectedCallback' | 'disconnectedCallback' | 'attributeChangedCallback';
type Own<Element> = Exclude<keyof Element, keyof HTMLElement | LifeCycle>;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
type Agree<Member extends Own<Shipped> & Own<Written>> = Same<Pick<Shipped, Member>, Pick<Written, Member>>;
type Disagreeing = { [Member in Own<Shipped> & Own<Written>]: Agree<Member> extends true ? never : Member }[Own<Shipped> & Own<Written>];

/** Holds for `never` alone; else the compiler's message names the members. */
type None<Members extends never> = Members;

export type NotWritten = None<Exclude<Own<Shipped>, Own<Written>>>;
export type NotShipped = None<Exclude<Own<Written>, Own<Shipped>>>;
export type Different = None<Disagreeing>;
