// Walks every operation of the API document with every role. Who may do what is written down here apart from the
// program's own table, so that a slip in either shows. An operation that stands in the document and not here fails.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Client } from "./support/client.mjs";
import { operations } from "./support/contract.mjs";
import { onEachBackend } from "./support/installations.mjs";
import { people } from "./support/people.mjs";

const roles = ["guest", "employee", "representative", "animator", "manager", "administrator"];
const everyone = roles;
const loggedIn = roles.slice(1);
const insiders = ["employee", "representative", "animator", "manager"];  // of a joint project of the own organisation
const nobody = "01900000-0000-7000-8000-000000000000";
const match = { "if-match": "\"999999\"" };  // never the stored version: permitted writes end with 412

/** Operation to: who may, and a request that changes nothing that a later one needs. */
const rules = {
  health: [everyone, () => ["/health"]],
  document: [everyone, () => ["/openapi.yaml"]],
  meta: [everyone, () => ["/meta"]],
  getSession: [everyone, () => ["/session"]],
  logIn: [everyone, () => ["/session", { json: { link_token: "zmyślony" } }], "may answer 401 for what is sent"],
  logOut: [everyone, () => ["/session"], "with a session of its own"],
  updateAccount: [loggedIn, () => ["/account", { json: { language: "pl" } }]],
  listTokens: [loggedIn, () => ["/account/tokens"]],
  createToken: [loggedIn, () => ["/account/tokens", { json: { name: "skrypt" } }]],
  deleteToken: [loggedIn, () => [`/account/tokens/${nobody}`]],

  readNotificationSettings: [loggedIn, () => ["/account/notification-settings"]],
  changeNotificationSettings: [loggedIn, () => ["/account/notification-settings", { json: { digest: "weekly" } }]],
  listNotifications: [loggedIn, () => ["/notifications"]],
  countUnreadNotifications: [loggedIn, () => ["/notifications/unread"]],
  readAllNotifications: [loggedIn, () => ["/notifications/read"]],
  readNotification: [loggedIn, () => [`/notifications/${nobody}/read`]],
  unreadNotification: [loggedIn, () => [`/notifications/${nobody}/read`]],
  listenToEvents: [loggedIn, () => ["/events"], "a stream without an end"],

  listClusters: [everyone, () => ["/clusters"]],
  createCluster: [["administrator"], () => ["/clusters", { json: {} }]],
  getCluster: [everyone, (who) => [`/clusters/${who.cluster.slug}`]],
  updateCluster: [["manager", "administrator"], (who) => [`/clusters/${who.cluster.slug}`, { json: who.cluster, headers: match }]],
  clusterNumbers: [everyone, (who) => [`/clusters/${who.cluster.slug}/numbers`]],
  listMemberships: [["animator", "manager", "administrator"], (who) => [`/clusters/${who.cluster.slug}/memberships`]],
  applyForMembership: [["representative", "manager", "administrator"],
    (who, role) => [`/clusters/${who.cluster.slug}/memberships`, { json: role === "representative" ? { organisation: who.own } : { organisation: who.own, joined_on: "2020-01-01" } }]],
  recordMembershipEvent: [["manager", "administrator"], (who) => [`/memberships/${who.membership}/events`, { json: { kind: "rejected" } }]],
  listInvitations: [["animator", "manager", "administrator"], (who) => [`/clusters/${who.cluster.slug}/invitations`]],
  inviteMember: [["animator", "manager", "administrator"], (who) => [`/clusters/${who.cluster.slug}/invitations`, { json: { role: "representative" } }]],
  readInvitation: [everyone, () => ["/invitations/zmyslony"]],
  acceptInvitation: [everyone, () => ["/invitations/zmyslony", { json: { email: "a@b.invalid", password: "dwanaście-znaków", display_name: "A" } }]],
  withdrawInvitation: [["animator", "manager", "administrator"], (who) => [`/invitations/${who.invitation()}`]],

  catalogue: [everyone, () => ["/organisations"]],
  createOrganisation: [["animator", "manager", "administrator"], (who) => [`/organisations?cluster=${who.cluster.slug}`, { json: {} }]],
  getOrganisation: [everyone, (who) => [`/organisations/${who.own}`]],
  updateOrganisation: [["representative", "animator", "manager", "administrator"],
    (who) => [`/organisations/${who.own}`, { json: { legal_name: "A", kind: "enterprise" }, headers: match }]],
  deleteOrganisation: [["manager", "administrator"], (who) => [`/organisations/${who.own}`, { headers: match }]],
  restoreOrganisation: [["manager", "administrator"], (who) => [`/organisations/${who.own}/restoration`]],
  organisationMemberships: [everyone, (who) => [`/organisations/${who.own}/memberships`]],
  neighbours: [everyone, (who) => [`/organisations/${who.own}/neighbours?by=near`]],
  duplicates: [["manager", "administrator"], (who) => [`/organisations/${who.own}/duplicates`]],
  inviteColleague: [["representative", "manager", "administrator"], (who) => [`/organisations/${who.own}/invitations`, { json: { role: "employee" } }]],
  checkOrganisation: [loggedIn, () => ["/checks/organisation", { json: { legal_name: "A", kind: "enterprise" } }]],
  listMerges: [["manager", "administrator"], () => ["/merges"]],
  mergeOrganisations: [["manager", "administrator"], (who) => ["/merges", { json: { keep: who.own, merge: who.own } }]],
  undoMerge: [["manager", "administrator"], (who) => [`/merges/${who.merge}`]],

  listIdeas: [everyone, (who) => [`/clusters/${who.cluster.slug}/ideas`]],
  countIdeas: [everyone, (who) => [`/clusters/${who.cluster.slug}/ideas/kinds`]],
  similarIdeas: [everyone, (who) => [`/clusters/${who.cluster.slug}/ideas/similar?q=implanty`]],
  proposeIdea: [["employee", "representative", "animator", "manager"],
    (who, role) => [`/clusters/${who.cluster.slug}/ideas`, { json: { kind: "technology", title: { pl: "Pomysł" }, organisation: ["employee", "representative"].includes(role) ? who.own : undefined } }]],
  getIdea: [everyone, (who) => [`/ideas/${who.idea}`]],
  updateIdea: [["representative", "animator", "manager"], (who) => [`/ideas/${who.idea}`, { json: { kind: "technology", title: { pl: "A" } }, headers: match }]],
  deleteIdea: [["representative", "animator", "manager"], (who) => [`/ideas/${who.idea}`, { headers: match }]],
  restoreIdea: [["representative", "animator", "manager"], (who) => [`/ideas/${who.idea}/restoration`]],
  moveIdea: [["representative", "animator", "manager"], (who) => [`/ideas/${who.idea}/stage`, { json: { stage: "discussed" }, headers: match }]],
  supportIdea: [["employee", "representative", "animator", "manager"], (who) => [`/ideas/${who.idea}/support`]],
  stopSupportingIdea: [["employee", "representative", "animator", "manager"], (who) => [`/ideas/${who.idea}/support`]],
  listAidCeilings: [everyone, () => ["/aid/ceilings"]],
  listAid: [insiders, (who) => [`/clusters/${who.cluster.slug}/aid`]],
  proposeAid: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/aid`, { json: {} }]],
  declareAid: [["representative", "animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/aid/declarations`, { json: { organisation: who.own, title: "A", nominal: "1", currency: "EUR", day: "2026-01-01" } }]],
  checkAid: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/aid/check`, { json: { organisation: who.own, day: "2026-01-01" } }]],
  reportAid: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/aid/report?from=2026-01-01&to=2026-01-31`]],
  getAid: [insiders, (who) => [`/aid/${who.aid}`], "404 for the others"],
  updateAid: [["animator", "manager"], (who) => [`/aid/${who.aid}`, { json: who.aidDraft, headers: match }], "404 or 403 for the others"],
  grantAid: [["animator", "manager"], (who) => [`/aid/${who.aid}/grant`, { json: { day: "2026-01-01" }, headers: match }], "404 or 403 for the others"],
  correctAid: [["animator", "manager"], (who) => [`/aid/${who.aid}/correction`, { json: { gross: "1", reason: "A" }, headers: match }], "404 or 403 for the others"],
  withdrawAid: [["animator", "manager"], (who) => [`/aid/${who.aid}/withdrawal`, { json: { reason: "A" }, headers: match }], "404 or 403 for the others"],
  aidLedger: [insiders, (who) => [`/organisations/${who.own}/aid`]],
  getLinkedEnterprises: [insiders, (who) => [`/organisations/${who.own}/linked-enterprises`]],
  stateLinkedEnterprises: [["representative", "animator", "manager"], (who) => [`/organisations/${who.own}/linked-enterprises`, { json: { links: [] }, headers: match }]],
  getConductRules: [insiders, (who) => [`/clusters/${who.cluster.slug}/conduct-rules`]],
  updateConductRules: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/conduct-rules`, { json: { forbidden: { pl: "Ceny" } }, headers: match }]],
  listMeetingRecords: [insiders, (who) => [`/clusters/${who.cluster.slug}/meeting-records`]],
  planMeetingRecord: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/meeting-records`, { json: {} }]],
  findRivals: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/meeting-records/rivals`, { json: { participants: [who.own, who.other] } }]],
  getMeetingRecord: [insiders, (who) => [`/meeting-records/${who.meeting}`], "404 for the others"],
  updateMeetingRecord: [["animator", "manager"], (who) => [`/meeting-records/${who.meeting}`, { json: who.meetingDraft, headers: match }], "404 or 403 for the others"],
  announceMeetingRecord: [["animator", "manager"], (who) => [`/meeting-records/${who.meeting}/announcement`, { headers: match }], "404 or 403 for the others"],
  acknowledgeMeetingRecord: [["employee", "representative"], (who) => [`/meeting-records/${who.meeting}/acknowledgement`, { json: { organisation: who.own } }], "404 or 403 for the others"],
  endMeetingRecord: [["animator", "manager"], (who) => [`/meeting-records/${who.meeting}/end`, { headers: match }], "404 or 403 for the others"],
  writeMinutes: [["animator", "manager"], (who) => [`/meeting-records/${who.meeting}/minutes`, { json: { items: [], attendance: [] }, headers: match }], "404 or 403 for the others"],
  approveMinutes: [["animator", "manager"], (who) => [`/meeting-records/${who.meeting}/approval`, { headers: match }], "404 or 403 for the others"],
  appendToMinutes: [["animator", "manager"], (who) => [`/meeting-records/${who.meeting}/addenda`, { json: { text: "A" }, headers: match }], "404 or 403 for the others"],
  cancelMeetingRecord: [["animator", "manager"], (who) => [`/meeting-records/${who.meeting}/cancellation`, { json: { reason: "A" }, headers: match }], "404 or 403 for the others"],
  listMarketCollections: [insiders, (who) => [`/clusters/${who.cluster.slug}/market-collections`]],
  openMarketCollection: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/market-collections`, { json: {} }]],
  getMarketCollection: [insiders, (who) => [`/market-collections/${who.collection}`], "404 for the others"],
  updateMarketCollection: [["animator", "manager"], (who) => [`/market-collections/${who.collection}`, { json: who.collectionDraft, headers: match }], "404 or 403 for the others"],
  giveMarketFigures: [["representative"], (who) => [`/market-collections/${who.collection}/figures`, { json: { organisation: who.own, figures: [{ row: "A", value: "1" }] } }], "404 or 403 for the others"],
  publishMarketCollection: [["animator", "manager"], (who) => [`/market-collections/${who.collection}/publication`, { headers: match }], "404 or 403 for the others"],
  closeMarketCollection: [["animator", "manager"], (who) => [`/market-collections/${who.collection}/closure`, { json: { reason: "A" }, headers: match }], "404 or 403 for the others"],
  listOpportunities: [everyone, (who) => [`/clusters/${who.cluster.slug}/opportunities`]],
  announceOpportunity: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/opportunities`, { json: { kind: "call", title: { pl: "Nabór" } } }]],
  heldCompetences: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/opportunities/competences`]],
  listConsortia: [everyone, (who) => [`/clusters/${who.cluster.slug}/consortia`]],
  getOpportunity: [everyone, (who) => [`/opportunities/${who.opportunity}`]],
  updateOpportunity: [["animator", "manager"], (who) => [`/opportunities/${who.opportunity}`, { json: { kind: "call", title: { pl: "A" }, visibility: "everyone" }, headers: match }]],
  deleteOpportunity: [["animator", "manager"], (who) => [`/opportunities/${who.opportunity}`, { headers: match }]],
  restoreOpportunity: [["animator", "manager"], (who) => [`/opportunities/${who.opportunity}/restoration`]],
  solveOpportunity: [["animator", "manager"], (who) => [`/opportunities/${who.opportunity}/solution`, { json: { best: 1 } }]],
  foundConsortium: [["animator", "manager"], (who) => [`/opportunities/${who.opportunity}/consortia`, { json: {} }]],
  getAgreementTemplate: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/agreement-template`]],
  updateAgreementTemplate: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/agreement-template`, { json: { text: { pl: "Umowa" } }, headers: match }]],
  resetAgreementTemplate: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/agreement-template`, { headers: match }]],
  listAgreementTemplateVersions: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/agreement-template/versions`]],
  previewAgreementTemplate: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/agreement-template/preview`, { json: { text: { pl: "Umowa" } } }]],
  getConsortium: [["employee", "representative", "animator", "manager"], (who) => [`/consortia/${who.consortium}`], "404 for the others"],
  updateConsortium: [["animator", "manager"], (who, role) => [`/consortia/${who.consortium}`, { json: {}, headers: match }], "404 or 403 for the others"],
  invitePartners: [["animator", "manager"], (who) => [`/consortia/${who.consortium}/invitations`, { headers: match }], "404 or 403 for the others"],
  answerConsortium: [["representative"], (who) => [`/consortia/${who.consortium}/answer`, { json: { organisation: who.own, state: "accepted" }, headers: match }], "404 or 403 for the others"],
  replacePartner: [["animator", "manager"], (who) => [`/consortia/${who.consortium}/replacement`, { json: { organisation: who.other, by: who.own }, headers: match }], "404 or 403 for the others"],
  findReplacements: [["animator", "manager"], (who) => [`/consortia/${who.consortium}/candidates`, { json: { organisation: who.other } }], "404 or 403 for the others"],
  draftAgreement: [["animator", "manager"], (who) => [`/consortia/${who.consortium}/agreement`, { headers: match }], "404 or 403 for the others"],
  agreeConsortium: [["animator", "manager"], (who) => [`/consortia/${who.consortium}/consent`, { headers: match }], "404 or 403 for the others"],
  dissolveConsortium: [["animator", "manager"], (who) => [`/consortia/${who.consortium}/dissolution`, { json: {}, headers: match }], "404 or 403 for the others"],
  handOver: [["animator", "manager"], (who) => [`/consortia/${who.consortium}/project`, { json: {}, headers: match }], "404 or 403 for the others"],
  cooperation: [everyone, (who) => [`/clusters/${who.cluster.slug}/network?year=2026`]],
  listResources: [everyone, (who) => [`/clusters/${who.cluster.slug}/resources`]],
  shareResource: [["representative", "animator", "manager"],
    (who, role) => [`/clusters/${who.cluster.slug}/resources`, { json: { kind: "room", title: { pl: "Sala" }, organisation: ["employee", "representative"].includes(role) ? who.own : undefined } }]],
  useOfResources: [everyone, (who) => [`/clusters/${who.cluster.slug}/resources/use?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z`]],
  listOwnBookings: [loggedIn, (who) => [`/clusters/${who.cluster.slug}/bookings?from=2026-01-01T00:00:00Z`]],
  getResource: [everyone, (who) => [`/resources/${who.resource}`]],
  updateResource: [["representative", "animator", "manager"], (who) => [`/resources/${who.resource}`, { json: { kind: "room", title: { pl: "A" } }, headers: match }]],
  deleteResource: [["representative", "animator", "manager"], (who) => [`/resources/${who.resource}`, { headers: { "if-match": "\"99\"" } }]],
  restoreResource: [["representative", "animator", "manager"], (who) => [`/resources/${who.resource}/restoration`]],
  listBookings: [everyone, (who) => [`/resources/${who.resource}/bookings?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z`]],
  bookResource: [["employee", "representative"], (who) => [`/resources/${who.resource}/bookings`, { json: { organisation: who.own, from: "2020-01-01T00:00:00Z", to: "2020-01-01T01:00:00Z" } }]],
  getBooking: [["employee", "representative"], (who) => [`/bookings/${who.booking}`], "404 for the others"],
  answerBooking: [["employee", "representative"], (who) => [`/bookings/${who.booking}/answer`, { json: { state: "confirmed" }, headers: match }], "404 for the others"],
  cancelBooking: [["employee", "representative"], (who) => [`/bookings/${who.booking}/cancellation`, { json: {}, headers: match }], "404 for the others"],
  listProducts: [everyone, (who) => [`/clusters/${who.cluster.slug}/products`]],
  addProduct: [["representative", "animator", "manager"],
    (who, role) => [`/clusters/${who.cluster.slug}/products`, { json: { kind: "product", title: { pl: "Produkt" }, organisation: ["employee", "representative"].includes(role) ? who.own : undefined } }]],
  getProduct: [everyone, (who) => [`/products/${who.product}`]],
  updateProduct: [["representative", "animator", "manager"], (who) => [`/products/${who.product}`, { json: { kind: "product", title: { pl: "Produkt" } }, headers: match }]],
  deleteProduct: [["representative", "animator", "manager"], (who) => [`/products/${who.product}`, { headers: match }]],
  restoreProduct: [["representative", "animator", "manager"], (who) => [`/products/${who.product}/restoration`]],
  listIpAssets: [everyone, (who) => [`/clusters/${who.cluster.slug}/ip-assets`]],
  addIpAsset: [["representative", "animator", "manager"],
    (who, role) => [`/clusters/${who.cluster.slug}/ip-assets`, { json: { kind: "patent", title: { pl: "Patent" }, owners: [{ name: "Jan Zmyślony", share: "100%" }], organisation: ["employee", "representative"].includes(role) ? who.own : undefined } }]],
  getIpAsset: [everyone, (who) => [`/ip-assets/${who.ipAsset}`]],
  updateIpAsset: [["representative", "animator", "manager"], (who) => [`/ip-assets/${who.ipAsset}`, { json: { kind: "patent", title: { pl: "Patent" }, owners: [{ name: "Jan Zmyślony", share: "100%" }] }, headers: match }]],
  deleteIpAsset: [["representative", "animator", "manager"], (who) => [`/ip-assets/${who.ipAsset}`, { headers: match }]],
  restoreIpAsset: [["representative", "animator", "manager"], (who) => [`/ip-assets/${who.ipAsset}/restoration`]],
  listMarketOffers: [everyone, (who) => [`/clusters/${who.cluster.slug}/market-offers`]],
  addMarketOffer: [["representative", "animator", "manager"],
    (who, role) => [`/clusters/${who.cluster.slug}/market-offers`, { json: { kind: "sale", title: { pl: "Oferta" }, organisation: ["employee", "representative"].includes(role) ? who.own : undefined } }]],
  getMarketOffer: [everyone, (who) => [`/market-offers/${who.marketOffer}`]],
  updateMarketOffer: [["representative", "animator", "manager"], (who) => [`/market-offers/${who.marketOffer}`, { json: { kind: "sale", title: { pl: "Oferta" } }, headers: match }]],
  takeDownMarketOffer: [["animator", "manager"], (who) => [`/market-offers/${who.marketOffer}/taken-down`, { json: { reason: "A" }, headers: match }]],
  letMarketOfferStand: [["animator", "manager"], (who) => [`/market-offers/${who.takenDownOffer}/taken-down`, { headers: match }], "404 or 403 for the others"],
  deleteMarketOffer: [["representative", "animator", "manager"], (who) => [`/market-offers/${who.marketOffer}`, { headers: match }]],
  restoreMarketOffer: [["representative", "animator", "manager"], (who) => [`/market-offers/${who.marketOffer}/restoration`]],
  listMarketNeeds: [everyone, (who) => [`/clusters/${who.cluster.slug}/market-needs`]],
  listInquiries: [everyone, (who) => [`/clusters/${who.cluster.slug}/inquiries`]],
  sendInquiry: [everyone, (who, role) => [`/clusters/${who.cluster.slug}/inquiries`, { json: { kind: "buyer", name: "Zmyślona Osoba", email: `${role}@example.com`, subject: "Pytanie", message: "Czy są Państwo zainteresowani?" } }]],
  getInquiry: [["animator", "manager"], (who) => [`/inquiries/${who.inquiry}`], "404 for the others"],
  addToInquiry: [["animator", "manager"], (who) => [`/inquiries/${who.inquiry}/entries`, { json: { kind: "note", text: "Zadzwonić" }, headers: match }], "404 for the others"],
  deleteInquiry: [["animator", "manager"], (who) => [`/inquiries/${who.inquiry}`, { headers: match }], "404 for the others"],
  listDeals: [everyone, (who) => [`/clusters/${who.cluster.slug}/deals`]],
  beginDeal: [["representative", "animator", "manager"],
    (who, role) => [`/clusters/${who.cluster.slug}/deals`, { json: { kind: "sale", title: "Implanty", organisation: ["employee", "representative"].includes(role) ? who.own : undefined } }]],
  timesOfDeals: [insiders, (who) => [`/clusters/${who.cluster.slug}/deals/times`]],
  getDeal: [insiders, (who) => [`/deals/${who.deal}`], "404 for the others"],
  updateDeal: [["representative", "animator", "manager"], (who) => [`/deals/${who.deal}`, { json: { kind: "sale", title: "A" }, headers: match }], "404 or 403 for the others"],
  deleteDeal: [["representative", "animator", "manager"], (who) => [`/deals/${who.deal}`, { headers: match }], "404 or 403 for the others"],
  restoreDeal: [["representative", "animator", "manager"], (who) => [`/deals/${who.deal}/restoration`], "404 or 403 for the others"],
  moveDeal: [["representative", "animator", "manager"], (who) => [`/deals/${who.deal}/steps`, { json: { stage: "interest" }, headers: match }], "404 or 403 for the others"],
  takeBackDealStep: [["representative", "animator", "manager"], (who) => [`/deals/${who.deal}/steps`, { headers: match }], "404 or 403 for the others"],
  listMatchmakings: [everyone, (who) => [`/clusters/${who.cluster.slug}/matchmakings`]],
  prepareMatchmaking: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/matchmakings`, { json: { title: { pl: "Giełda" } } }]],
  getMatchmaking: [everyone, (who) => [`/matchmakings/${who.event}`]],
  updateMatchmaking: [["animator", "manager"], (who) => [`/matchmakings/${who.event}`, { json: { title: { pl: "Giełda" } }, headers: match }]],
  deleteMatchmaking: [["animator", "manager"], (who) => [`/matchmakings/${who.event}`, { headers: match }]],
  restoreMatchmaking: [["animator", "manager"], (who) => [`/matchmakings/${who.event}/restoration`]],
  moveMatchmaking: [["animator", "manager"], (who) => [`/matchmakings/${who.event}/stage`, { json: { stage: "closed" }, headers: match }]],
  listParticipants: [["representative", "animator", "manager"], (who) => [`/matchmakings/${who.event}/participants`]],
  registerParticipant: [["employee", "representative", "animator", "manager"], (who, role) => [`/matchmakings/${who.event}/participants`, { json: ["animator", "manager"].includes(role) ? { organisation_name: "Gość (zmyślony)", person_name: "Jan" } : { organisation: who.own } }]],
  updateParticipant: [["representative", "animator", "manager"], (who) => [`/matchmakings/${who.event}/participants/${who.participant}`, { json: {}, headers: match }], "404 for the others"],
  setParticipantState: [["representative", "animator", "manager"], (who) => [`/matchmakings/${who.event}/participants/${who.participant}/state`, { json: { state: "registered" }, headers: match }], "404 for the others"],
  getMeetingWishes: [["representative"], (who) => [`/matchmakings/${who.event}/participants/${who.participant}/wishes`], "404 for the others"],
  setMeetingWishes: [["representative"], (who) => [`/matchmakings/${who.event}/participants/${who.participant}/wishes`, { json: { wishes: [] } }], "404 for the others"],
  meetingRecommendations: [["representative"], (who) => [`/matchmakings/${who.event}/participants/${who.participant}/recommendations`], "404 for the others"],
  getAgenda: [[], (who) => [`/matchmakings/${who.event}/participants/${who.participant}/agenda`], "404 for the others"],
  agendaCalendar: [[], (who) => [`/matchmakings/${who.event}/participants/${who.participant}/agenda.ics`], "404 for the others"],
  sayMeetingOutcome: [[], (who) => [`/matchmakings/${who.event}/participants/${who.participant}/outcomes/${nobody}`, { json: {}, headers: match }], "404 for the others"],
  outcomeNumbers: [["animator", "manager"], (who) => [`/matchmakings/${who.event}/outcomes`]],
  getMeetingSchedule: [["animator", "manager"], (who) => [`/matchmakings/${who.event}/schedule`]],
  makeMeetingSchedule: [["animator", "manager"], (who) => [`/matchmakings/${who.event}/schedule`, { headers: match }]],
  changeMeetingSchedule: [["animator", "manager"], (who) => [`/matchmakings/${who.event}/schedule/changes`, { json: { act: "lock" }, headers: match }]],
  proposeReplanning: [["animator", "manager"], (who) => [`/matchmakings/${who.event}/replanning`, { json: {} }]],
  acceptReplanning: [["animator", "manager"], (who) => [`/matchmakings/${who.event}/absences`, { json: { proposal: "" }, headers: match }]],
  listComments: [everyone, (who) => [`/ideas/${who.idea}/comments`]],
  addComment: [["employee", "representative", "animator", "manager"], (who) => [`/ideas/${who.idea}/comments`, { json: { text: "Dobrze" } }]],
  editComment: [["employee", "representative", "animator", "manager"], (who) => [`/comments/${who.comments.guest}`, { json: { text: "Lepiej" } }]],
  deleteComment: [["representative", "animator", "manager"], (who, role) => [`/comments/${who.comments[role]}`]],

  listProjects: [everyone, () => ["/projects"]],
  beginProject: [["animator", "manager"], (who) => [`/clusters/${who.cluster.slug}/projects`, { json: { title: { pl: "Projekt" }, begins_on: "2026-01-01", ends_on: "2026-12-31" } }]],
  getProject: [everyone, (who) => [`/projects/${who.project}`]],
  updateProject: [["animator", "manager"], (who) => [`/projects/${who.project}`, { json: { title: { pl: "A" }, begins_on: "2026-01-01", ends_on: "2026-12-31" }, headers: match }]],
  deleteProject: [["animator", "manager"], (who) => [`/projects/${who.project}`, { headers: match }]],
  restoreProject: [["animator", "manager"], (who) => [`/projects/${who.project}/restoration`]],
  moveProject: [["animator", "manager"], (who) => [`/projects/${who.project}/stage`, { json: { stage: "closed", outcome: "gotowe" }, headers: match }]],
  projectSchedule: [insiders, (who) => [`/projects/${who.project}/schedule`]],
  projectBudget: [insiders, (who) => [`/projects/${who.project}/budget`]],
  owedReports: [insiders, (who) => [`/projects/${who.project}/owed-reports`]],
  projectPeople: [insiders, (who) => [`/projects/${who.project}/people`]],
  addPlan: [["animator", "manager"], (who) => [`/projects/${who.project}/plan`, { json: { parts: [] } }]],
  listParts: [insiders, (who) => [`/projects/${who.project}/parts/task`]],
  addPart: [insiders, (who) => [`/projects/${who.project}/parts/task`, { json: { title: "Zadanie", duration_days: 3, organisation: who.own } }]],
  changeParts: [insiders, (who) => [`/projects/${who.project}/parts/task`, { json: { changes: [{ id: who.task, version: 999999, set: { title: "Inne" } }] } }]],
  getPart: [insiders, (who) => [`/projects/${who.project}/parts/task/${who.task}`]],
  updatePart: [insiders, (who) => [`/projects/${who.project}/parts/task/${who.task}`, { json: { title: "Zadanie", duration_days: 3, organisation: who.own }, headers: match }]],
  deletePart: [insiders, (who) => [`/projects/${who.project}/parts/task/${who.task}`, { headers: match }]],
  restorePart: [insiders, (who) => [`/projects/${who.project}/parts/task/${who.task}/restoration`]],
  movePart: [["representative", "animator", "manager"], (who) => [`/projects/${who.project}/parts/partner/${who.partner}/state`, { json: { state: "left", note: "list z 3 listopada" }, headers: match }]],
  voteOnChange: [["representative", "animator", "manager"], (who) => [`/projects/${who.project}/parts/change_request/${who.request}/votes`, { json: { organisation: who.own, is_for: true, note: "list z 3 listopada" }, headers: match }]],

  planWorkbook: [insiders, (who) => [`/projects/${who.project}/plan.xlsx`]],
  budgetWorkbook: [insiders, (who) => [`/projects/${who.project}/budget.xlsx`]],
  hasCalendar: [loggedIn, () => ["/account/calendar"]],
  openCalendar: [loggedIn, () => ["/account/calendar"]],
  closeCalendar: [loggedIn, () => ["/account/calendar"]],
  calendarFeed: [everyone, () => ["/calendars/zmyslony.ics"]],
  listProjectComments: [insiders, (who) => [`/projects/${who.project}/comments`]],
  addProjectComment: [insiders, (who) => [`/projects/${who.project}/comments`, { json: { text: "Dobrze" } }]],
  projectMentionable: [insiders, (who) => [`/projects/${who.project}/mentionable?q=a`]],
  listTaskComments: [insiders, (who) => [`/tasks/${who.task}/comments`], "404 for the others"],
  addTaskComment: [insiders, (who) => [`/tasks/${who.task}/comments`, { json: { text: "Dobrze" } }], "404 for the others"],
  taskMentionable: [insiders, (who) => [`/tasks/${who.task}/mentionable?q=a`], "404 for the others"],
  listProjectDocuments: [everyone, (who) => [`/projects/${who.project}/documents`]],
  addProjectDocument: [insiders, (who) => [`/projects/${who.project}/documents`, { body: file({ title: "Umowa", organisation: who.own }) }]],
  listIdeaDocuments: [everyone, (who) => [`/ideas/${who.idea}/documents`]],
  addIdeaDocument: [insiders, (who) => [`/ideas/${who.idea}/documents`, { body: file({ title: "Szkic", organisation: who.own }) }]],
  getDocument: [everyone, (who) => [`/documents/${who.document}`]],
  updateDocument: [insiders, (who) => [`/documents/${who.document}`, { json: { title: "A", visibility: "everyone" }, headers: match }]],
  deleteDocument: [insiders, (who) => [`/documents/${who.document}`, { headers: match }]],
  restoreDocument: [insiders, (who) => [`/documents/${who.document}/restoration`]],
  addDocumentVersion: [insiders, (who) => [`/documents/${who.document}/versions`, { body: file(), headers: match }]],
  documentContent: [everyone, (who) => [`/documents/${who.document}/versions/1`]],
  matchingOverview: [["representative"], (who) => [`/organisations/${who.own}/matching`]],
  matchingCandidates: [["representative"], (who) => [`/organisations/${who.own}/matching/candidates?item=${nobody}`]],
  giveConsent: [["representative"], (who) => [`/organisations/${who.own}/matching/consents/${nobody}`]],
  endConsent: [["representative"], (who) => [`/organisations/${who.own}/matching/consents/${nobody}`]],
  approach: [["representative"], (who) => [`/organisations/${who.own}/matching/approaches`, { json: {} }]],
  answerMatch: [["representative"], (who) => [`/organisations/${who.own}/matching/matches/${nobody}/answer`, { json: { answer: "agreed" } }]],
  listDisclosures: [["representative"], (who) => [`/organisations/${who.own}/disclosures`]],
  disclosureChoices: [["representative"], (who) => [`/organisations/${who.own}/disclosures/choices`]],
  exportDisclosures: [["representative"], (who) => [`/organisations/${who.own}/disclosures.csv`]],

  restoreComment: [everyone, (who) => [`/comments/${who.comments.guest}/restoration`]],
  listPeopleToMention: [insiders, (who) => [`/ideas/${who.idea}/people?q=a`]],

  partnerSearch: [everyone, () => ["/partner-search", { json: { text: "implanty" } }]],
  provenPartnerSearch: [everyone, () => ["/partner-search/proven", { json: { text: "implanty" } }]],
  suggestions: [everyone, () => ["/suggestions?q=gli"]],
  mapOrganisations: [everyone, () => ["/map/organisations"]],

  previewImport: [["animator", "manager", "administrator"], (who) => ["/imports/preview", { body: table(who) }]],
  startImport: [["animator", "manager", "administrator"], (who) => ["/imports", { body: table(who) }]],
  startCordisImport: [["animator", "manager", "administrator"], (who) => ["/imports/cordis", { body: cordis(who) }]],
  fundedProject: [everyone, () => [`/funded-projects/${nobody}`]],
  fundedProjectsOfCluster: [everyone, (who) => [`/clusters/${who.cluster.slug}/funded-projects`]],
  fundedProjectsOfOrganisation: [everyone, (who) => [`/organisations/${who.own}/funded-projects`]],
  startDiscovery: [["animator", "manager", "administrator"], () => ["/discoveries", { body: question() }]],
  beginCluster: [["administrator"], () => [`/discoveries/${nobody}/clusters`, { json: {} }]],
  getJob: [loggedIn, () => [`/jobs/${nobody}`]],
  cancelJob: [loggedIn, () => [`/jobs/${nobody}`]],
  rejectedRows: [loggedIn, () => [`/jobs/${nobody}/rejected.csv`]],
  exportOrganisations: [["animator", "manager", "administrator"], () => ["/exports/organisations.csv?q=nicnieznajdzie"]],

  classifications: [everyone, () => ["/classifications"]],
  codes: [everyone, () => ["/classifications/pkd_2025/codes?q=32.5"]],
  correspondingCodes: [everyone, () => ["/classifications/pkd_2007/codes/32.50.Z/corresponding?to=pkd_2025"]],
  localities: [everyone, () => ["/localities?q=gli"]],

  listUsers: [["administrator"], () => ["/users"]],
  updateUser: [["administrator"], () => [`/users/${nobody}`, { json: {}, headers: match }]],
  makePasswordLink: [["administrator"], () => [`/users/${nobody}/password-link`]],
  audit: [["manager", "administrator"], (who) => [`/audit?cluster=${who.cluster.slug}`]],
};

// How a stream begins, and no more of it.
async function opened(client, path) {
  const over = new AbortController();
  const { status } = await fetch(`${client.base}/api/v1${path}`, { headers: client.cookie ? { cookie: client.cookie } : {}, signal: over.signal });
  over.abort();
  return { status, text: "" };
}

function question() {
  const form = new FormData();
  form.set("question", JSON.stringify({ field: "32.50.Z", classification: "pkd_2025" }));
  return form;
}

function file(document) {
  const form = new FormData();
  form.set("file", new Blob(["Treść\n"], { type: "text/plain" }), "umowa.txt");
  form.set("name", "umowa.txt");
  if (document) form.set("document", JSON.stringify(document));
  return form;
}

function cordis(who) {
  const form = new FormData();
  form.set("projects", new Blob(["id;title;startDate\n"]), "project.csv");
  form.set("organisations", new Blob(["projectID;name\n"]), "organization.csv");
  form.set("options", JSON.stringify({ cluster: who.cluster.slug, is_rehearsal: true }));
  return form;
}

function table(who) {
  const form = new FormData();
  form.set("file", new Blob(["Nazwa\n"], { type: "text/csv" }), "firmy.csv");
  form.set("options", JSON.stringify({ cluster: who.cluster.slug }));
  return form;
}

onEachBackend("Every route with every role", (installation) => {
  let who;
  before(async () => {
    who = await people(installation.server);
    const { json: memberships } = await who.manager.get(`/organisations/${who.other}/memberships`);
    who.membership = memberships.items[0].id;
    const invitations = [];
    for (const role of roles) {
      const { json } = await who.manager.post(`/clusters/${who.cluster.slug}/invitations`, { role: "employee", organisation: who.own, note: role });
      invitations.push(json.id);
    }
    who.invitation = () => invitations[0];
    who.takeInvitation = () => invitations.shift();
    who.idea = (await who.representative.expect(201, "POST", `/clusters/${who.cluster.slug}/ideas`, {
      json: { kind: "technology", title: { pl: "Wspólne laboratorium" }, organisation: who.own, visibility: "everyone" },
    })).json.id;
    who.opportunity = (await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/opportunities`, { json: { kind: "call", title: { pl: "Nabór" }, visibility: "everyone" } })).json.id;
    const formed = (await who.manager.expect(201, "POST", `/opportunities/${who.opportunity}/consortia`, { json: { seats: [{ organisation: who.own }, { organisation: who.other }] } })).json;
    who.consortium = formed.id;
    await who.manager.expect(200, "POST", `/consortia/${formed.id}/invitations`, { headers: { "if-match": `"${formed.version}"` } });
    who.resource = (await who.representative.expect(201, "POST", `/clusters/${who.cluster.slug}/resources`, {
      json: { kind: "laboratory", title: { pl: "Pracownia" }, organisation: who.own, visibility: "everyone" },
    })).json.id;
    for (const [key, path, json] of [["product", "products", { kind: "product" }], ["ipAsset", "ip-assets", { kind: "patent", owners: [{ organisation: who.own, share: "100%" }] }], ["marketOffer", "market-offers", { kind: "sale" }]])
      who[key] = (await who.representative.expect(201, "POST", `/clusters/${who.cluster.slug}/${path}`, { json: { ...json, title: { pl: "Do sprzedania" }, organisation: who.own, visibility: "everyone" } })).json.id;
    who.takenDownOffer = (await who.representative.expect(201, "POST", `/clusters/${who.cluster.slug}/market-offers`, { json: { kind: "sale", title: { pl: "Zdjęta z rynku" }, organisation: who.own, visibility: "everyone" } })).json.id;
    await who.manager.expect(200, "POST", `/market-offers/${who.takenDownOffer}/taken-down`, { json: { reason: "A" }, headers: { "if-match": "\"1\"" } });
    const begins = Math.ceil(Date.now() / 86_400_000 + 1) * 86_400_000;
    const moment = (hours) => new Date(begins + hours * 3_600_000).toISOString().replace(".000Z", "Z");
    who.booking = (await who.representative.expect(201, "POST", `/resources/${who.resource}/bookings`, { json: { organisation: who.own, from: moment(0), to: moment(1) } })).json.id;
    who.inquiry = (await who.guest.expect(201, "POST", `/clusters/${who.cluster.slug}/inquiries`, { json: { kind: "investor", name: "Zmyślony Inwestor", email: "inwestor@example.com", subject: "Inwestycja", message: "W co?" } })).json.reference;
    who.deal = (await who.representative.expect(201, "POST", `/clusters/${who.cluster.slug}/deals`, { json: { kind: "sale", title: "Implanty", organisation: who.own, visibility: "members" } })).json.id;
    const event = (await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/matchmakings`, { json: { title: { pl: "Giełda" }, openness: "everyone", days: [{ date: "2027-03-10", begin: "09:00", end: "12:00", length_minutes: 25, pause_minutes: 5 }], tables: ["1"] } })).json;
    await who.manager.expect(200, "POST", `/matchmakings/${event.id}/stage`, { json: { stage: "registration" }, headers: { "if-match": "\"1\"" } });
    who.event = event.id;
    who.participant = (await who.representative.expect(201, "POST", `/matchmakings/${event.id}/participants`, { json: { organisation: who.own } })).json.id;
    who.aidDraft = { organisation: who.own, title: "Doradztwo", program: "Umowa 1/2026", nominal: "100.00", currency: "EUR", day: "2026-01-01" };
    who.aid = (await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/aid`, { json: who.aidDraft })).json.id;
    who.meetingDraft = { title: "Rada", from: "2030-01-01T10:00:00Z", chair: "Ewa", participants: [who.own, who.other], agenda: ["Targi"] };
    const meeting = (await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/meeting-records`, { json: who.meetingDraft })).json;
    who.meeting = meeting.id;
    await who.manager.expect(200, "POST", `/meeting-records/${meeting.id}/announcement`, { headers: { "if-match": `"${meeting.version}"` } });
    const { json: members } = await who.manager.get(`/organisations?cluster=${who.cluster.slug}&limit=6`);
    const asked = [...new Set([who.own, who.other, ...members.items.map((each) => each.organisation.id)])].slice(0, 6);
    who.collectionDraft = { title: "Sprzedaż", indicator: "sprzedaż", unit: "tys. PLN", first_day: "2025-01-01", last_day: "2025-12-31", closes_on: "2030-12-31", rows: { name: "Rynek", categories: ["A"] }, asked };
    who.collection = (await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/market-collections`, { json: who.collectionDraft })).json.id;
    who.comments = {};
    for (const role of roles)
      who.comments[role] = (await who.representative.expect(201, "POST", `/ideas/${who.idea}/comments`, { json: { text: role } })).json.id;
    const begun = (await who.manager.expect(201, "POST", `/clusters/${who.cluster.slug}/projects`, {
      json: { title: { pl: "Wspólny projekt" }, begins_on: "2026-01-01", ends_on: "2026-12-31", visibility: "everyone" },
    })).json;
    who.project = begun.id;
    const parts = `/projects/${who.project}/parts`;
    who.partner = (await who.manager.expect(201, "POST", `${parts}/partner`, { json: { organisation: who.own } })).json.id;
    await who.representative.expect(200, "POST", `${parts}/partner/${who.partner}/state`, { json: { state: "active" }, headers: { "if-match": "\"1\"" } });
    who.task = (await who.representative.expect(201, "POST", `${parts}/task`, { json: { title: "Zadanie", duration_days: 3, organisation: who.own } })).json.id;
    await who.manager.expect(200, "POST", `/projects/${who.project}/stage`, { json: { stage: "running" }, headers: { "if-match": `"${begun.version}"` } });
    who.request = (await who.manager.expect(201, "POST", `${parts}/change_request`, { json: { title: "Dłużej", ends_on: "2027-06-30" } })).json.id;
    who.document = (await who.representative.expect(201, "POST", `/projects/${who.project}/documents`, { body: file({ title: "Plakat", organisation: who.own, visibility: "everyone" }) })).json.id;
    const [keep, merge] = await Promise.all(["Jedna", "Druga"].map(async (legal_name) =>
      (await who.manager.expect(201, "POST", `/organisations?cluster=${who.cluster.slug}`, { json: { legal_name, kind: "start_up" } })).json.id));
    who.merge = (await who.manager.expect(201, "POST", "/merges", { json: { keep, merge } })).json.id;
  });

  test("the rules name every operation of the document, and no other", () => {
    assert.deepEqual(Object.keys(rules).sort(), operations.map((each) => each.id).sort());
  });

  for (const { id, method } of operations) {
    const [may, request, note] = rules[id] ?? [[], () => ["/"]];
    test(`${id}: ${may.length === roles.length ? "everyone" : may.join(", ")}`, async () => {
      for (const role of roles) {
        const client = note === "with a session of its own" ? new Client(installation.server.base) : who[role];
        const [path, options] = request(who, role);
        const { status, text } = note === "a stream without an end" ? await opened(client, path) : await client.call(method, path, options);
        const answer = `${method} ${path} by ${role}: ${status} ${text.slice(0, 200)}`;
        if (may.includes(role)) {
          const refusals = note === "may answer 401 for what is sent" ? [403] : [401, 403];
          assert.ok(!refusals.includes(status), answer);
          assert.ok(status < 500, answer);
          if (id === "withdrawInvitation") who.takeInvitation();
        } else {
          assert.equal(status, note === "404 for the others" || (note === "404 or 403 for the others" && ["guest", "administrator"].includes(role)) ? 404 : role === "guest" ? 401 : 403, answer);
        }
      }
    });
  }

  test("a manager of another cluster may no more here than any visitor", async () => {
    const { json: other } = await who.administrator.expect(201, "POST", "/clusters", {
      json: { slug: `obcy-${Math.random().toString(36).slice(2, 8)}`, name: { pl: "Obcy" } },
    });
    const { json: invitation } = await who.administrator.expect(201, "POST", `/clusters/${other.slug}/invitations`, { json: { role: "manager" } });
    const stranger = new Client(installation.server.base);
    const accepted = await stranger.expect(201, "POST", `/invitations/${invitation.path.split("/").pop()}`, {
      json: { email: `obcy-${Math.random()}@przyklad.invalid`, password: "zielona-łąka-nad-Odrą-7", display_name: "Obca" },
    });
    stranger.csrf = accepted.json.csrf_token;
    for (const id of ["updateCluster", "listMemberships", "recordMembershipEvent", "listInvitations", "inviteMember", "withdrawInvitation",
      "createOrganisation", "updateOrganisation", "deleteOrganisation", "duplicates", "inviteColleague", "mergeOrganisations", "undoMerge",
      "previewImport", "startImport", "startCordisImport", "audit"]) {
      const [path, request] = rules[id][1](who, "manager");
      // Merging one with itself is refused before anyone asks whose it is.
      const options = id === "mergeOrganisations" ? { json: { keep: who.own, merge: who.other } } : request;
      const { method } = operations.find((each) => each.id === id);
      await stranger.expect(403, method, path, options);
    }
  });
});
