// The work plan of OpenDreamKit (Horizon 2020, grant agreement 676541, months 1 to 48 from 1 September 2015), as its
// consortium published it: github.com/OpenDreamKit/OpenDreamKit, Proposal/WorkPackages/{Management,ComponentArchitecture,
// SocialAspects}.tex and Proposal/milestones.tex. Codes, short titles, leaders, months and person-months are from there; the
// partners have the public names. What is not from there is invented and said to be: amounts of money, links between tasks, e-mail
// addresses, dates on which things were done.
import crypto from "node:crypto";

/** Short names that the work plan uses, with the organisations' names and kinds. */
export const partners = {
  PS: ["Université Paris-Sud", "university"],
  UV: ["Université de Versailles Saint-Quentin-en-Yvelines", "university"],
  LL: ["Logilab", "enterprise"],
  UJF: ["Université Joseph Fourier", "university"],
  SA: ["University of St Andrews", "university"],
  UO: ["University of Oxford", "university"],
  USO: ["University of Southampton", "university"],
};

export const workPackages = [
  ["WP1", "Project Management", "PS"],
  ["WP3", "Component Architecture", "UV"],
  ["WP7", "Social Aspects", "UO"],
];

/** Code, title, leader, first and last month (0 to 48: the beginning and the end), person-months, what it waits for (invented). */
export const tasks = [
  ["T1.1", "Project and financial management", "PS", 0, 48, 33],
  ["T1.2", "Quality assurance and risk management", "PS", 6, 48, 15],
  ["T1.3", "Innovation management", "PS", 6, 48, 10],
  ["T3.1", "Portability", "UV", 0, 48, 35],
  ["T3.2", "Interfaces between systems", "PS", 0, 36, 22],
  ["T3.3", "Modularisation and packaging", "UV", 0, 48, 28],
  ["T3.4", "Simulagora integration", "LL", 0, 48, 4],
  ["T3.5", "Component architecture for High Performance Computing and Parallelism", "UJF", 36, 48, 12, "T3.2"],
  ["T3.6", "Document and modularise SageMathCloud's codebase", "PS", 0, 24, 10],
  ["T3.7", "Improving the development workflow in mathematical software", "UV", 6, 24, 10],
  ["T3.8", "Python interface for the OOMMF micromagnetic simulation library", "USO", 7, 13, 6],
  ["T7.2", "Implications of VREs for Publication", "UO", 12, 42, 12],
  ["T7.3", "Mechanism Design for Free Software Development", "UO", 6, 48, 15],
];

/** Code, title, leader, month at whose end it is due, the task it comes from, and how it waits for that: for its end, or, before that, for its beginning. */
export const deliverables = [
  ["D1.1", "Basic project infrastructure", "PS", 1, "T1.1", "start"],
  ["D1.2", "Data Management Plan V1", "PS", 6, "T1.1", "start"],
  ["D1.7", "Innovation Management Plan v2", "PS", 45, "T1.3", "start"],
  ["D3.1", "Virtual images and containers", "UV", 6, "T3.3", "start"],
  ["D3.4", "Personal SageMathCloud", "PS", 24, "T3.6", "end"],
  ["D3.5", "Integration between SageMathCloud and Sage's TRAC server", "UV", 24, "T3.7", "end"],
  ["D3.8", "Continuous integration platform for multi-platform build/test", "UV", 36, "T3.1", "start"],
  ["D3.10", "Packaging components and user-contributed code for major Linux distributions", "UV", 48, "T3.3", "end"],
  ["D3.11", "HPC enabled Sage distribution", "UJF", 48, "T3.5", "end"],
  ["D7.1", "The flow of code and patches in open source projects", "UO", 18, "T7.3", "start"],
];

export const milestones = [["M1", "Startup", 12], ["M2", "Implementations", 24], ["M3", "Community/Experiments", 36], ["M4", "Evaluation", 48]];

/** Twenty days a person-month (invented: the work plan counts months). */
export const daysAMonth = 20;
export const begin = "2015-09-01", end = "2019-08-31";
const day = (text) => new Date(`${text}T00:00:00Z`);
const text = (date) => date.toISOString().slice(0, 10);
const daysBetween = (from, to) => Math.round((to - from) / 86_400_000);
/** The first day after so many months of the project. */
export const after = (months) => text(new Date(Date.UTC(2015, 8 + months, 1)));
/** The last day of a month of the project. */
export const endOf = (month) => text(new Date(day(after(month)) - 86_400_000));

/** The plan as the endpoint for whole plans takes it. @param ids  of the organisations, by their short names */
export function planFor(ids) {
  const fresh = () => `01900000-0000-7000-8000-${crypto.randomBytes(6).toString("hex")}`;
  const id = {};
  for (const [code] of [...workPackages, ...tasks, ...deliverables, ...milestones]) id[code] = fresh();
  const packageOf = (code) => id[`WP${code.slice(1).split(".")[0]}`];
  const begins = (task) => tasks.find(([code]) => code === task)[3];
  const parts = [
    ...workPackages.map(([code, title, lead]) => ({ part: "work_package", id: id[code], code, title, organisation: ids[lead] })),
    ...tasks.map(([code, title, lead, from, to, months, waits]) => ({
      part: "task", id: id[code], title: `${code} ${title}`, work_package: packageOf(code), organisation: ids[lead], starts_on: after(from),
      duration_days: daysBetween(day(after(from)), day(after(to))), effort_days: months * daysAMonth, depends_on: waits ? [{ task: id[waits] }] : [],
    })),
    ...deliverables.map(([code, title, lead, month, task, how]) => ({
      part: "task", kind: "deliverable", id: id[code], title: `${code} ${title}`, work_package: packageOf(code), organisation: ids[lead], due_on: endOf(month),
      depends_on: [how === "end" ? { task: id[task] } : { task: id[task], kind: "start_to_start", lag_days: daysBetween(day(after(begins(task))), day(endOf(month))) }],
    })),
    ...milestones.map(([code, title, month]) => ({ part: "task", kind: "milestone", id: id[code], title: `${code} ${title}`, starts_on: endOf(month), due_on: endOf(month) })),
  ];
  return { parts, id };
}
