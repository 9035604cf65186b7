import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { columnsOf, type Place, placeInAll, samePlace, steered } from "./board";
import { CardBody } from "./board_card";
import { BoardColumn, slot } from "./board_column";
import { follow, holdWhileDragging, pull } from "./drag";
import { useFormat } from "./format";
import { placed } from "./position";
import { type Planned, stateOf, states, type TaskState } from "./task";
import { usePlanContext } from "./use_plan";

interface Moving {
  planned: Planned;
  place: Place;
  by: "keys" | "pointer";
}

const without = (list: Planned[], { task }: Planned) => list.filter((each) => each.task.id !== task.id);

/** The plan as cards in columns by state, in the order that people give them. */
export function BoardView({ tasks }: { tasks: Planned[] }) {
  const { t } = useTranslation();
  const { plan, open, moveTo } = usePlanContext();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(tasks), [tasks]);
  const whole = useMemo(() => columnsOf(plan.tasks), [plan.tasks]);
  const packages = useMemo(() => new Map(plan.workPackages.map((each) => [each.id, each])), [plan.workPackages]);
  const [moving, setMoving] = useState<Moving>();
  const [said, setSaid] = useState("");
  const bodies = useRef(new Map<TaskState, HTMLElement>());
  const board = useRef<HTMLDivElement>(null), ghost = useRef<HTMLDivElement>(null);
  const onBody = useCallback((state: TaskState, body: HTMLElement | null) => void (body ? bodies.current.set(state, body) : bodies.current.delete(state)), []);

  // Handlers that stay the same while what they look at changes: cards are not drawn anew for them.
  const now = useRef({ columns, whole, moving, moveTo, t });
  now.current = { columns, whole, moving, moveTo, t };

  // In another column it is another element: the keyboard goes along with the card.
  const along = useRef<string>();
  useEffect(() => {
    const card = along.current && board.current?.querySelector<HTMLElement>(`[data-task="${along.current}"]`);
    along.current = undefined;
    if (card) card.focus();
  }, [columns]);

  useEffect(() => (board.current ? holdWhileDragging(board.current) : undefined), []);

  const settle = useCallback(({ planned, place, by }: Moving) => {
    const { columns: shown, whole: all, moveTo: move, t: say } = now.current;
    setMoving(undefined);
    if (by === "keys") along.current = planned.task.id;
    const before = shown[stateOf(planned.task)].findIndex(({ task }) => task.id === planned.task.id);
    if (place.state === stateOf(planned.task) && place.at === before) return setSaid(say("plan.board.stays", { title: planned.task.title }));
    const others = without(all[place.state], planned), at = placeInAll(others, without(shown[place.state], planned), place.at);
    const positions = placed(others.map(({ task }) => ({ id: task.id, position: task.position ?? 0 })), [planned.task.id], at);
    setSaid(say("plan.board.moved", { title: planned.task.title, state: say(`plan.state.${place.state}`), at: place.at + 1 }));
    move([planned.task], place.state, positions);
  }, []);

  const placeUnder = useCallback((planned: Planned, x: number, y: number): Place | undefined => {
    let nearest: [number, TaskState, HTMLElement] | undefined;
    for (const [state, body] of bodies.current) {
      const { left, right } = body.getBoundingClientRect();
      const away = Math.max(left - x, x - right, 0);
      if (!nearest || away < nearest[0]) nearest = [away, state, body];
    }
    if (!nearest) return undefined;
    const [, state, body] = nearest, list = now.current.columns[state];
    const raw = Math.round((y - body.getBoundingClientRect().top + body.scrollTop) / slot);
    const own = list.findIndex(({ task }) => task.id === planned.task.id);
    const at = own >= 0 && raw > own ? raw - 1 : raw;
    return { state, at: Math.max(0, Math.min(at, without(list, planned).length)) };
  }, []);

  const onPointer = useCallback((event: PointerEvent<HTMLElement>, planned: Planned) => {
    const card = event.currentTarget.getBoundingClientRect();
    const [dx, dy] = [event.clientX - card.left, event.clientY - card.top];
    let at: [number, number] = [event.clientX, event.clientY], frame = 0;
    const show = () => {
      if (ghost.current) ghost.current.style.transform = `translate(${at[0] - dx}px, ${at[1] - dy}px) rotate(1.5deg)`;
      const place = placeUnder(planned, ...at);
      if (place) setMoving((before) => (before && samePlace(before.place, place) ? before : { planned, place, by: "pointer" }));
    };
    const scroll = () => {
      const body = bodies.current.get(now.current.moving?.place.state ?? stateOf(planned.task));
      if (body) {
        const { top, bottom } = body.getBoundingClientRect();
        body.scrollTop += pull(at[1], top, bottom);
      }
      if (board.current) {
        const { left, right } = board.current.getBoundingClientRect();
        board.current.scrollLeft += pull(at[0], left, right);
      }
      show();
      frame = requestAnimationFrame(scroll);
    };
    follow(event.nativeEvent, {
      start: () => { frame = requestAnimationFrame(scroll); },
      move: (x, y) => { at = [x, y]; show(); },
      drop: (x, y) => {
        cancelAnimationFrame(frame);
        const place = placeUnder(planned, x, y);
        if (place) settle({ planned, place, by: "pointer" });
        else setMoving(undefined);
      },
      cancel: () => {
        cancelAnimationFrame(frame);
        setMoving(undefined);
      },
    });
  }, [placeUnder, settle]);

  const onKey = useCallback((event: KeyboardEvent, planned: Planned) => {
    const { moving: lifted, columns: shown, t: say } = now.current;
    const isLifted = lifted?.by === "keys" && lifted.planned.task.id === planned.task.id;
    const tell = (key: string, place: Place) => setSaid(say(key, { title: planned.task.title, state: say(`plan.state.${place.state}`), at: place.at + 1, of: without(shown[place.state], planned).length + 1 }));
    if (event.key === " ") {
      event.preventDefault();
      if (isLifted) return settle(lifted);
      const place = { state: stateOf(planned.task), at: shown[stateOf(planned.task)].findIndex(({ task }) => task.id === planned.task.id) };
      setMoving({ planned, place, by: "keys" });
      return tell("plan.board.lifted", place);
    }
    if (!isLifted) return;
    if (event.key === "Enter") {
      event.preventDefault();
      return settle(lifted);
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      setMoving(undefined);
      return setSaid(say("plan.board.stays", { title: planned.task.title }));
    }
    if (!/^(Arrow|Home$|End$)/.test(event.key)) return;
    event.preventDefault();
    const lengths = Object.fromEntries(states.map((state) => [state, without(shown[state], planned).length])) as Record<TaskState, number>;
    const place = steered(lifted.place, event.key, lengths);
    setMoving({ ...lifted, place });
    tell("plan.board.over", place);
  }, [settle]);
  const onBlur = useCallback(() => setMoving((before) => (before?.by === "keys" ? undefined : before)), []);
  const onAdd = useCallback((state: TaskState) => open("new", { state }), [open]);

  // A place among the others, as the line that marks it among all.
  const markIn = (state: TaskState): number | undefined => {
    if (moving?.place.state !== state) return undefined;
    const next = without(columns[state], moving.planned)[moving.place.at];
    return next ? columns[state].indexOf(next) : columns[state].length;
  };
  return (
    <>
      <p id="plan-board-help" className="only-read">{t("plan.board.help")}</p>
      <div className="only-read" role="status" aria-live="assertive">{said}</div>
      <div ref={board} className="plan-board" role="region" aria-label={t("plan.view.board")} tabIndex={0}>
        {states.map((state) => (
          <BoardColumn
            key={state} state={state} tasks={columns[state]} packages={packages} names={plan.names} format={format} mark={markIn(state)} isSteered={moving?.by === "keys"}
            moved={moving && stateOf(moving.planned.task) === state ? moving.planned.task.id : undefined} isLifted={moving?.by === "keys"}
            onBody={onBody} onOpen={open} onAdd={plan.mayAdd && state !== "done" && state !== "dropped" ? onAdd : undefined} onPointer={onPointer} onKey={onKey} onBlur={onBlur}
          />
        ))}
      </div>
      {moving?.by === "pointer" && (
        <div ref={ghost} className="plan-card plan-ghost" aria-hidden>
          <CardBody planned={moving.planned} names={plan.names} format={format} workPackage={packages.get(moving.planned.task.work_package ?? "")} />
        </div>
      )}
    </>
  );
}
