import { ActionIcon, Button, Group, Stack, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type BookingTerms, type BusyTime, holdsTime, isSeen } from "./resource";
import { closedOn, freeOn, hoursShown, openOn, type Stretch, stretchOn } from "./week";
import { addDays, clockText, mondayOf, wallOf } from "./wall_time";
import { formatDay } from "./when";

interface DayProps {
  day: string;
  terms: BookingTerms;
  busy: readonly BusyTime[];
  shown: Stretch;
  now: number;
  chosen: Stretch | undefined;
  onChoose: ((from: number, to: number) => void) | undefined;
}

/** One day as a line of hours: what is open, what is taken, what can be had. */
function Day({ day, terms, busy, shown, now, chosen, onChoose }: DayProps) {
  const { t, i18n } = useTranslation();
  const placed = ({ from, to }: Stretch) => {
    const begin = Math.max(from, shown.from), end = Math.min(to, shown.to), all = shown.to - shown.from;
    return { left: `${((begin - shown.from) / all) * 100}%`, width: `${(Math.max(0, end - begin) / all) * 100}%` };
  };
  const closure = closedOn(terms, day);
  const free = onChoose ? freeOn(terms, busy, day, now) : [];
  const taken = busy.filter(holdsTime).flatMap((time) => {
    const on = stretchOn(time, day, terms.time_zone);
    return on ? [{ time, on }] : [];
  });
  return (
    <li className="week-day">
      <Text size="sm" className="week-name" fw={wallOf(now, terms.time_zone).day === day ? 700 : 400}>{formatDay(day, i18n.language)}</Text>
      <div className="week-line">
        {openOn(terms, day).map((each) => <span key={each.from} className="week-open" style={placed(each)} />)}
        {closure && <Text span size="xs" className="week-closed">{closure.reason || t("resources.closed")}</Text>}
        {free.map((each) => (
          <button key={each.from} type="button" className="week-free" style={placed(each)} onClick={() => onChoose?.(each.from, each.to)} aria-label={t("resources.freeFromTo", { day: formatDay(day, i18n.language), from: clockText(each.from), to: clockText(each.to) })} />
        ))}
        {taken.map(({ time, on }) => {
          const label = isSeen(time) ? time.organisation_name : t("resources.taken");
          const words = `${clockText(on.from)}–${clockText(on.to)} ${label}`;
          return <span key={time.from + (time.id ?? "")} className="week-taken" data-state={time.state ?? "other"} style={placed(on)} title={words}><span className="week-label" dir="auto">{words}</span></span>;
        })}
        {chosen && <span className="week-chosen" style={placed(chosen)} />}
      </div>
    </li>
  );
}

interface WeekProps {
  monday: string;
  onMonday: (monday: string) => void;
  terms: BookingTerms;
  busy: readonly BusyTime[];
  now: number;
  chosen: { day: string; stretch: Stretch } | undefined;
  /** Without it nothing can be chosen. */
  onChoose: ((day: string, from: number, to: number) => void) | undefined;
}

/** A week, a line a day, so that it fits a phone as well. */
export function WeekPicture({ monday, onMonday, terms, busy, now, chosen, onChoose }: WeekProps) {
  const { t, i18n } = useTranslation();
  const days = [0, 1, 2, 3, 4, 5, 6].map((each) => addDays(monday, each));
  const shown = hoursShown(terms, busy, days);
  const step = shown.to - shown.from > 720 ? 240 : 120;
  const hours: number[] = [];
  for (let at = Math.ceil(shown.from / step) * step; at < shown.to; at += step) hours.push(at);
  const thisWeek = mondayOf(wallOf(now, terms.time_zone).day);
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Group gap={4}>
          <ActionIcon variant="default" size="lg" aria-label={t("resources.weekBefore")} onClick={() => onMonday(addDays(monday, -7))}><IconChevronLeft size={18} aria-hidden /></ActionIcon>
          <ActionIcon variant="default" size="lg" aria-label={t("resources.weekAfter")} onClick={() => onMonday(addDays(monday, 7))}><IconChevronRight size={18} aria-hidden /></ActionIcon>
          {monday !== thisWeek && <Button size="compact-sm" variant="subtle" onClick={() => onMonday(thisWeek)}>{t("resources.thisWeek")}</Button>}
        </Group>
        <Text fw={600} aria-live="polite">{formatDay(days[0] as string, i18n.language)} – {formatDay(days[6] as string, i18n.language)}</Text>
      </Group>
      <div className="week-hours" aria-hidden>
        <span />
        <div className="week-scale">{hours.map((at) => <span key={at} style={{ left: `${((at - shown.from) / (shown.to - shown.from)) * 100}%` }}>{clockText(at)}</span>)}</div>
      </div>
      <ul className="week">
        {days.map((day) => (
          <Day key={day} day={day} terms={terms} busy={busy} shown={shown} now={now} chosen={chosen?.day === day ? chosen.stretch : undefined} onChoose={onChoose && ((from, to) => onChoose(day, from, to))} />
        ))}
      </ul>
      <Group gap="md" className="week-legend">
        <Text size="xs"><span className="week-key" data-what="free" aria-hidden /> {t("resources.free")}</Text>
        <Text size="xs"><span className="week-key" data-what="other" aria-hidden /> {t("resources.taken")}</Text>
        <Text size="xs"><span className="week-key" data-what="requested" aria-hidden /> {t("resources.state.requested")}</Text>
        <Text size="xs"><span className="week-key" data-what="confirmed" aria-hidden /> {t("resources.state.confirmed")}</Text>
      </Group>
    </Stack>
  );
}
