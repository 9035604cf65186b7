#include "store/schema.hpp"

#include <algorithm>
#include <array>

#include <soci/soci.h>

namespace grono::store {
namespace {

// Both databases speak these words. Ids, moments (UTC) and days are text whose bytes sort as they do; lists and texts
// in several languages are JSON.
std::vector<std::string> organisations(Backend) {
  return {
      R"(CREATE TABLE organisation (
        id text PRIMARY KEY NOT NULL, legal_name text NOT NULL, short_name text NOT NULL, kind text NOT NULL,
        nip text, regon text, krs text, eu_vat text, website text, founded integer, employees integer, turnover text,
        description text NOT NULL, tags text NOT NULL, is_invented integer NOT NULL, version bigint NOT NULL,
        created_at text NOT NULL, updated_at text NOT NULL,
        merged_into text REFERENCES organisation (id), deleted_at text))",
      // A number belongs to one living organisation.
      "CREATE UNIQUE INDEX organisation_nip ON organisation (nip) WHERE deleted_at IS NULL AND merged_into IS NULL",
      "CREATE UNIQUE INDEX organisation_regon ON organisation (regon) WHERE deleted_at IS NULL AND merged_into IS NULL",
      "CREATE UNIQUE INDEX organisation_krs ON organisation (krs) WHERE deleted_at IS NULL AND merged_into IS NULL",
      "CREATE UNIQUE INDEX organisation_eu_vat ON organisation (eu_vat) "
      "WHERE deleted_at IS NULL AND merged_into IS NULL",
      R"(CREATE TABLE place (
        id text NOT NULL, organisation text NOT NULL REFERENCES organisation (id), ordinal integer NOT NULL,
        is_seat integer NOT NULL, street text NOT NULL, postal_code text NOT NULL, locality text NOT NULL,
        country text NOT NULL, lau text NOT NULL, nuts text NOT NULL, lon double precision, lat double precision,
        position_source text, PRIMARY KEY (organisation, ordinal)))",
      R"(CREATE TABLE activity (
        organisation text NOT NULL REFERENCES organisation (id), ordinal integer NOT NULL, scheme text NOT NULL,
        code text NOT NULL, is_main integer NOT NULL, PRIMARY KEY (organisation, ordinal)))",
      R"(CREATE TABLE capability (
        id text NOT NULL, organisation text NOT NULL REFERENCES organisation (id), side text NOT NULL,
        ordinal integer NOT NULL, kind text NOT NULL, title text NOT NULL, description text NOT NULL,
        trl_from integer, trl_to integer, tags text NOT NULL, visibility text NOT NULL,
        PRIMARY KEY (organisation, side, ordinal)))",
  };
}

std::vector<std::string> clusters(Backend) {
  return {
      R"(CREATE TABLE cluster (
        id text PRIMARY KEY NOT NULL, slug text NOT NULL, name text NOT NULL, summary text NOT NULL,
        field text NOT NULL, tags text NOT NULL, scope_level text NOT NULL, scope_areas text NOT NULL,
        coordinator text REFERENCES organisation (id), is_invented integer NOT NULL, version bigint NOT NULL,
        created_at text NOT NULL, updated_at text NOT NULL))",
      "CREATE UNIQUE INDEX cluster_slug ON cluster (slug)",
      R"(CREATE TABLE membership (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id),
        organisation text NOT NULL REFERENCES organisation (id), status text NOT NULL))",
      "CREATE UNIQUE INDEX membership_open ON membership (cluster, organisation) "
      "WHERE status IN ('applied', 'invited', 'active')",
      "CREATE INDEX membership_organisation ON membership (organisation)",
      R"(CREATE TABLE membership_event (
        membership text NOT NULL REFERENCES membership (id), ordinal integer NOT NULL, kind text NOT NULL,
        happened_on text NOT NULL, role text NOT NULL, note text NOT NULL, recorded_at text NOT NULL,
        recorded_by text, PRIMARY KEY (membership, ordinal)))",
      R"(CREATE TABLE merge (
        id text PRIMARY KEY NOT NULL, keep text NOT NULL REFERENCES organisation (id),
        merged text NOT NULL REFERENCES organisation (id), keep_before text NOT NULL, merged_before text NOT NULL,
        keep_version bigint NOT NULL, merged_version bigint NOT NULL, moved text NOT NULL, at text NOT NULL,
        account text, undone_at text))",
  };
}

std::vector<std::string> accounts(Backend) {
  return {
      R"(CREATE TABLE account (
        id text PRIMARY KEY NOT NULL, email text NOT NULL, email_key text NOT NULL, display_name text NOT NULL,
        name_key text NOT NULL, language text NOT NULL, password_hash text, is_disabled integer NOT NULL, version bigint NOT NULL,
        created_at text NOT NULL, last_seen_at text))",
      "CREATE UNIQUE INDEX account_email_key ON account (email_key)",
      R"(CREATE TABLE role_grant (
        account text NOT NULL REFERENCES account (id), role text NOT NULL, cluster text REFERENCES cluster (id),
        organisation text REFERENCES organisation (id)))",
      "CREATE INDEX role_grant_account ON role_grant (account)",
      "CREATE INDEX role_grant_organisation ON role_grant (organisation)",
      R"(CREATE TABLE session (
        digest text PRIMARY KEY NOT NULL, csrf_token text NOT NULL, account text NOT NULL REFERENCES account (id),
        via text NOT NULL, created_at text NOT NULL, expires_at text NOT NULL))",
      "CREATE INDEX session_account ON session (account)",
      R"(CREATE TABLE api_token (
        id text PRIMARY KEY NOT NULL, account text NOT NULL REFERENCES account (id), name text NOT NULL,
        digest text NOT NULL UNIQUE, created_at text NOT NULL, last_used_at text, expires_on text))",
      R"(CREATE TABLE login_link (
        digest text PRIMARY KEY NOT NULL, account text NOT NULL REFERENCES account (id), expires_at text NOT NULL))",
      "CREATE TABLE login_failure (email_key text NOT NULL, address text NOT NULL, at text NOT NULL)",
      "CREATE INDEX login_failure_email ON login_failure (email_key, at)",
      "CREATE INDEX login_failure_address ON login_failure (address, at)",
      R"(CREATE TABLE invitation (
        id text PRIMARY KEY NOT NULL, digest text NOT NULL UNIQUE, cluster text REFERENCES cluster (id),
        organisation text REFERENCES organisation (id), role text NOT NULL, email text NOT NULL, note text NOT NULL,
        created_by text, created_at text NOT NULL, expires_at text NOT NULL, used_at text, used_by text,
        withdrawn_at text))",
  };
}

std::vector<std::string> work(Backend) {
  return {
      R"(CREATE TABLE job (
        id text PRIMARY KEY NOT NULL, kind text NOT NULL, state text NOT NULL, stage text NOT NULL,
        done bigint NOT NULL, total bigint NOT NULL, result text, error text, rejected_csv text,
        is_cancel_requested integer NOT NULL, owner text, created_at text NOT NULL, updated_at text NOT NULL))",
      R"(CREATE TABLE idempotency (
        actor text NOT NULL, key text NOT NULL, request_digest text NOT NULL, status integer NOT NULL,
        headers text NOT NULL, body text NOT NULL, expires_at text NOT NULL, PRIMARY KEY (actor, key)))",
  };
}

std::vector<std::string> named_viewers(Backend) {
  return {"ALTER TABLE capability ADD COLUMN named text NOT NULL DEFAULT '[]'"};
}

std::vector<std::string> ideas(Backend) {
  return {
      // Who sees a thing, derived from how far it is shared whenever that is written.
      "CREATE TABLE viewer (thing text NOT NULL, audience text NOT NULL, PRIMARY KEY (thing, audience))",
      R"(CREATE TABLE idea (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id), kind text NOT NULL,
        title text NOT NULL, description text NOT NULL, tags text NOT NULL, stage text NOT NULL,
        shelved_reason text NOT NULL, organisation text REFERENCES organisation (id),
        author text REFERENCES account (id), visibility text NOT NULL, named text NOT NULL, links text NOT NULL,
        words text NOT NULL, version bigint NOT NULL, created_at text NOT NULL, updated_at text NOT NULL,
        deleted_at text))",
      "CREATE INDEX idea_cluster ON idea (cluster, id)",
      R"(CREATE TABLE idea_support (
        idea text NOT NULL REFERENCES idea (id), account text NOT NULL REFERENCES account (id), at text NOT NULL,
        PRIMARY KEY (idea, account)))",
      R"(CREATE TABLE comment (
        id text PRIMARY KEY NOT NULL, subject_kind text NOT NULL, subject text NOT NULL,
        author text NOT NULL REFERENCES account (id), text text NOT NULL, created_at text NOT NULL, edited_at text,
        deleted_at text))",
      "CREATE INDEX comment_subject ON comment (subject, id)",
  };
}

std::vector<std::string> projects(Backend) {
  return {
      R"(CREATE TABLE project (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id), acronym text NOT NULL,
        title text NOT NULL, summary text NOT NULL, stage text NOT NULL, outcome text NOT NULL, begins_on text NOT NULL,
        ends_on text NOT NULL, currency text NOT NULL, idea text REFERENCES idea (id), visibility text NOT NULL,
        named text NOT NULL, words text NOT NULL, version bigint NOT NULL, created_at text NOT NULL,
        updated_at text NOT NULL, deleted_at text))",
      "CREATE INDEX project_cluster ON project (cluster, id)",
      "CREATE INDEX project_idea ON project (idea) WHERE idea IS NOT NULL",
      // What a project is made of: each part a value of its kind, as JSON; beside it what is asked for across projects.
      R"(CREATE TABLE project_part (
        id text PRIMARY KEY NOT NULL, project text NOT NULL REFERENCES project (id), kind text NOT NULL,
        organisation text REFERENCES organisation (id), state text NOT NULL, due_on text, value text NOT NULL,
        version bigint NOT NULL, created_at text NOT NULL, updated_at text NOT NULL, changed_by text,
        deleted_at text))",
      "CREATE INDEX project_part_project ON project_part (project, kind, id)",
      "CREATE INDEX project_part_organisation ON project_part (organisation, kind) WHERE deleted_at IS NULL",
  };
}

std::vector<std::string> documents(Backend) {
  return {
      R"(CREATE TABLE document (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id), subject_kind text NOT NULL,
        subject text NOT NULL, title text NOT NULL, organisation text REFERENCES organisation (id),
        visibility text NOT NULL, named text NOT NULL, version bigint NOT NULL, created_at text NOT NULL,
        updated_at text NOT NULL, deleted_at text))",
      "CREATE INDEX document_subject ON document (subject, id)",
      R"(CREATE TABLE document_version (
        document text NOT NULL REFERENCES document (id), number integer NOT NULL, file_name text NOT NULL,
        media_type text NOT NULL, bytes bigint NOT NULL, digest text NOT NULL, added_at text NOT NULL, added_by text,
        PRIMARY KEY (document, number)))",
      // A secret address under which somebody's calendar is read.
      R"(CREATE TABLE calendar_feed (
        account text PRIMARY KEY NOT NULL REFERENCES account (id), digest text NOT NULL UNIQUE,
        created_at text NOT NULL))",
  };
}

std::vector<std::string> append_only(Backend backend, const std::string& table) {
  if (backend == Backend::sqlite) {
    const auto trigger = [&](const std::string& verb) {
      return "CREATE TRIGGER " + table + "_no_" + verb + " BEFORE " + verb + " ON " + table +
             " BEGIN SELECT RAISE(ABORT, '" + table + " is append-only'); END";
    };
    return {trigger("UPDATE"), trigger("DELETE")};
  }
  return {"CREATE FUNCTION " + table + "_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '" +
              table + " is append-only'; END $$",
          "CREATE TRIGGER " + table + "_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON " + table +
              " FOR EACH STATEMENT EXECUTE FUNCTION " + table + "_refuse()"};
}

std::vector<std::string> audit(Backend backend) {
  std::vector<std::string> made = {
      R"(CREATE TABLE audit_entry (
        seq bigint PRIMARY KEY NOT NULL, at text NOT NULL, account text, via text NOT NULL, action text NOT NULL,
        subject_kind text NOT NULL, subject_id text NOT NULL, cluster text, organisation text,
        changes text NOT NULL))",
      "CREATE INDEX audit_entry_cluster ON audit_entry (cluster, seq) WHERE cluster IS NOT NULL",
      "CREATE INDEX audit_entry_organisation ON audit_entry (organisation, seq) WHERE organisation IS NOT NULL",
      "CREATE TABLE audit_head (seq bigint NOT NULL)",
      "INSERT INTO audit_head (seq) VALUES (0)",
  };
  for (const char* table : {"audit_entry", "membership_event"})
    for (std::string& statement : append_only(backend, table)) made.push_back(std::move(statement));
  return made;
}

std::vector<std::string> notifications(Backend) {
  return {
      R"(CREATE TABLE outgoing_mail (
        id text PRIMARY KEY NOT NULL, kind text NOT NULL, account text REFERENCES account (id), address text NOT NULL,
        detail text NOT NULL, state text NOT NULL, created_at text NOT NULL, due_at text NOT NULL,
        attempts integer NOT NULL, claimed_until text, ended_at text, last_error text NOT NULL))",
      "CREATE INDEX outgoing_mail_due ON outgoing_mail (due_at) WHERE state = 'waiting'",
      "CREATE INDEX outgoing_mail_account ON outgoing_mail (account) WHERE state = 'waiting'",
      R"(CREATE TABLE notification (
        id text PRIMARY KEY NOT NULL, account text NOT NULL REFERENCES account (id), kind text NOT NULL,
        subject_kind text NOT NULL, subject text NOT NULL, comment text REFERENCES comment (id),
        by_account text REFERENCES account (id), detail text NOT NULL, created_at text NOT NULL, read_at text,
        mail text REFERENCES outgoing_mail (id)))",
      "CREATE INDEX notification_account ON notification (account, id)",
      "CREATE INDEX notification_unread ON notification (account) WHERE read_at IS NULL",
      "CREATE INDEX notification_comment ON notification (comment) WHERE comment IS NOT NULL",
      "CREATE INDEX notification_mail ON notification (mail) WHERE mail IS NOT NULL",
      R"(CREATE TABLE notification_settings (
        account text PRIMARY KEY NOT NULL REFERENCES account (id), settings text NOT NULL, updated_at text NOT NULL))",
      "ALTER TABLE comment ADD COLUMN deleted_by text",
      // From now on nobody sees what is deleted, also where only `viewer` is asked.
      "DELETE FROM viewer WHERE thing IN (SELECT id FROM idea WHERE deleted_at IS NOT NULL)",
  };
}

std::vector<std::string> confidential_matches(Backend backend) {
  std::vector<std::string> made = {
      // Base forms of the title alone; empty where an idea was written before they were kept.
      "ALTER TABLE idea ADD COLUMN title_words text NOT NULL DEFAULT ''",
      R"(CREATE TABLE matching_consent (
        id text PRIMARY KEY NOT NULL, organisation text NOT NULL REFERENCES organisation (id), item text NOT NULL,
        side text NOT NULL, title text NOT NULL, digest text NOT NULL, given_at text NOT NULL, given_by text,
        ended_at text))",
      "CREATE UNIQUE INDEX matching_consent_open ON matching_consent (organisation, item) WHERE ended_at IS NULL",
      "CREATE INDEX matching_consent_given ON matching_consent (organisation, given_at)",
      R"(CREATE TABLE confidential_match (
        id text PRIMARY KEY NOT NULL, origin text NOT NULL, found_at text NOT NULL, exchanged_at text, ended_at text))",
      R"(CREATE TABLE confidential_match_side (
        of_match text NOT NULL REFERENCES confidential_match (id), side text NOT NULL,
        organisation text NOT NULL REFERENCES organisation (id), item text NOT NULL, is_asking integer NOT NULL,
        consent text REFERENCES matching_consent (id), answer text NOT NULL, answered_at text, answered_by text,
        title text NOT NULL, description text NOT NULL, PRIMARY KEY (of_match, side)))",
      "CREATE INDEX confidential_match_side_organisation ON confidential_match_side (organisation, of_match)",
      "CREATE TABLE matching_round (at text NOT NULL)",
      "INSERT INTO matching_round (at) VALUES ('1970-01-01T00:00:00Z')",
      // Who saw what: an account, an item in one version, a way, a day.
      R"(CREATE TABLE disclosure (
        id text PRIMARY KEY NOT NULL, at text NOT NULL, owner text NOT NULL, kind text NOT NULL, item text NOT NULL,
        version bigint NOT NULL, account text NOT NULL, organisation text, channel text NOT NULL))",
      "CREATE UNIQUE INDEX disclosure_once ON disclosure (item, account, version, channel, substr(at, 1, 10))",
      "CREATE INDEX disclosure_owner ON disclosure (owner, id)",
      R"(CREATE TABLE disclosed_title (
        item text NOT NULL, version bigint NOT NULL, title text NOT NULL, PRIMARY KEY (item, version)))",
  };
  for (const char* table : {"disclosure", "disclosed_title"})
    for (std::string& statement : append_only(backend, table)) made.push_back(std::move(statement));
  return made;
}

std::vector<std::string> resources(Backend) {
  return {
      // `bookings` counts them; writing it is what makes two who book the same resource wait for one another.
      R"(CREATE TABLE resource (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id),
        organisation text REFERENCES organisation (id), kind text NOT NULL, title text NOT NULL,
        description text NOT NULL, conditions text NOT NULL, location text NOT NULL, tags text NOT NULL,
        terms text NOT NULL, is_paused integer NOT NULL, visibility text NOT NULL, named text NOT NULL,
        words text NOT NULL, bookings bigint NOT NULL, version bigint NOT NULL, created_at text NOT NULL,
        updated_at text NOT NULL, deleted_at text))",
      "CREATE INDEX resource_cluster ON resource (cluster, id)",
      "CREATE INDEX resource_organisation ON resource (organisation) WHERE organisation IS NOT NULL",
      R"(CREATE TABLE booking (
        id text PRIMARY KEY NOT NULL, resource text NOT NULL REFERENCES resource (id),
        organisation text NOT NULL REFERENCES organisation (id), person text REFERENCES account (id),
        user_kind text NOT NULL, begins_at text NOT NULL, ends_at text NOT NULL, purpose text NOT NULL,
        state text NOT NULL, reason text NOT NULL, price bigint, currency text NOT NULL, version bigint NOT NULL,
        created_at text NOT NULL, updated_at text NOT NULL))",
      "CREATE INDEX booking_resource ON booking (resource, ends_at)",
      "CREATE INDEX booking_organisation ON booking (organisation, ends_at)",
  };
}

std::vector<std::string> consortia(Backend) {
  return {
      R"(CREATE TABLE opportunity (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id), kind text NOT NULL,
        title text NOT NULL, description text NOT NULL, website text NOT NULL, closes_on text, currency text NOT NULL,
        requirements text NOT NULL, visibility text NOT NULL, version bigint NOT NULL, created_at text NOT NULL,
        updated_at text NOT NULL, deleted_at text))",
      "CREATE INDEX opportunity_cluster ON opportunity (cluster, id)",
      R"(CREATE TABLE consortium (
        id text PRIMARY KEY NOT NULL, opportunity text NOT NULL REFERENCES opportunity (id),
        cluster text NOT NULL REFERENCES cluster (id), name text NOT NULL, stage text NOT NULL, reason text NOT NULL,
        seats text NOT NULL, agreement text NOT NULL, readiness text NOT NULL, project text REFERENCES project (id),
        version bigint NOT NULL, created_at text NOT NULL, updated_at text NOT NULL))",
      "CREATE INDEX consortium_opportunity ON consortium (opportunity, id)",
      "CREATE INDEX consortium_cluster ON consortium (cluster, id)",
  };
}

std::vector<std::string> inquiries_and_deals(Backend) {
  return {
      R"(CREATE TABLE inquiry (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id), kind text NOT NULL,
        name text NOT NULL, email text NOT NULL, organisation_name text NOT NULL, country text NOT NULL,
        language text NOT NULL, subject text NOT NULL, message text NOT NULL, offer text, about text,
        forwarded_to text NOT NULL, entries text NOT NULL, state text NOT NULL, answered_at text,
        version bigint NOT NULL, created_at text NOT NULL, updated_at text NOT NULL))",
      "CREATE INDEX inquiry_cluster ON inquiry (cluster, id)",
      "CREATE INDEX inquiry_email ON inquiry (email, created_at)",
      R"(CREATE TABLE deal (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id),
        organisation text REFERENCES organisation (id), kind text NOT NULL, title text NOT NULL,
        description text NOT NULL, counterpart text NOT NULL, country text NOT NULL,
        counterpart_organisation text REFERENCES organisation (id), inquiry text, offer text, product text,
        value bigint, currency text NOT NULL, chance integer, expected_on text, next_step text NOT NULL, next_on text,
        stage text NOT NULL, steps text NOT NULL, licence text, spin_off text, visibility text NOT NULL,
        named text NOT NULL, words text NOT NULL, version bigint NOT NULL, created_at text NOT NULL,
        updated_at text NOT NULL, deleted_at text))",
      "CREATE INDEX deal_cluster ON deal (cluster, id)",
      "CREATE INDEX deal_organisation ON deal (organisation) WHERE organisation IS NOT NULL",
      "CREATE INDEX deal_inquiry ON deal (inquiry) WHERE inquiry IS NOT NULL",
  };
}

std::vector<std::string> commerce(Backend) {
  return {
      R"(CREATE TABLE product (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id),
        organisation text REFERENCES organisation (id), project text REFERENCES project (id), project_result text,
        kind text NOT NULL, title text NOT NULL, description text NOT NULL, tags text NOT NULL, website text NOT NULL,
        trl text NOT NULL, device text NOT NULL, reminder_days text NOT NULL, is_withdrawn integer NOT NULL,
        visibility text NOT NULL, named text NOT NULL, words text NOT NULL, version bigint NOT NULL,
        created_at text NOT NULL, updated_at text NOT NULL, deleted_at text))",
      "CREATE INDEX product_cluster ON product (cluster, id)",
      "CREATE INDEX product_organisation ON product (organisation) WHERE organisation IS NOT NULL",
      "CREATE INDEX product_project ON product (project) WHERE project IS NOT NULL",
      R"(CREATE TABLE ip_asset (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id),
        organisation text REFERENCES organisation (id), kind text NOT NULL, title text NOT NULL,
        description text NOT NULL, number text NOT NULL, office text NOT NULL, filed_on text, granted_on text,
        expires_on text, fee_due_on text, owners text NOT NULL, products text NOT NULL, reminder_days text NOT NULL,
        is_withdrawn integer NOT NULL, visibility text NOT NULL, named text NOT NULL, words text NOT NULL,
        version bigint NOT NULL, created_at text NOT NULL, updated_at text NOT NULL, deleted_at text))",
      "CREATE INDEX ip_asset_cluster ON ip_asset (cluster, id)",
      "CREATE INDEX ip_asset_organisation ON ip_asset (organisation) WHERE organisation IS NOT NULL",
      R"(CREATE TABLE market_offer (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id),
        organisation text REFERENCES organisation (id), kind text NOT NULL, title text NOT NULL,
        description text NOT NULL, advantages text NOT NULL, seeks text NOT NULL, seeks_kinds text NOT NULL,
        tags text NOT NULL, product text REFERENCES product (id), ip_assets text NOT NULL, amount bigint,
        currency text NOT NULL, countries text NOT NULL, valid_until text, state text NOT NULL,
        visibility text NOT NULL, named text NOT NULL, words text NOT NULL, version bigint NOT NULL,
        created_at text NOT NULL, updated_at text NOT NULL, deleted_at text))",
      "CREATE INDEX market_offer_cluster ON market_offer (cluster, id)",
      "CREATE INDEX market_offer_organisation ON market_offer (organisation) WHERE organisation IS NOT NULL",
      "CREATE INDEX market_offer_product ON market_offer (product) WHERE product IS NOT NULL",
      // Each reminder is a row: whoever writes it first tells of it, and nobody else does.
      R"(CREATE TABLE deadline_reminder (
        subject text NOT NULL, kind text NOT NULL, item text NOT NULL, due_on text NOT NULL, days integer NOT NULL,
        at text NOT NULL, PRIMARY KEY (subject, kind, item, due_on, days)))",
  };
}

std::vector<std::string> matchmaking(Backend) {
  return {
      R"(CREATE TABLE matchmaking (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id), title text NOT NULL,
        description text NOT NULL, place text NOT NULL, link text NOT NULL, time_zone text NOT NULL,
        days text NOT NULL, tables text NOT NULL, most_meetings integer NOT NULL, registration_closes_at text,
        wishes_close_at text, openness text NOT NULL, clusters text NOT NULL, recommended_percent integer NOT NULL,
        fairness_percent integer NOT NULL, stage text NOT NULL, reason text NOT NULL, words text NOT NULL,
        version bigint NOT NULL, created_at text NOT NULL, updated_at text NOT NULL, deleted_at text))",
      "CREATE INDEX matchmaking_cluster ON matchmaking (cluster, id)",
      R"(CREATE TABLE matchmaking_participant (
        id text PRIMARY KEY NOT NULL, matchmaking text NOT NULL REFERENCES matchmaking (id),
        organisation text REFERENCES organisation (id), organisation_name text NOT NULL, person_name text NOT NULL,
        account text REFERENCES account (id), contact text NOT NULL, offers text NOT NULL, seeks text NOT NULL,
        away text NOT NULL, most_meetings integer, state text NOT NULL, version bigint NOT NULL,
        created_at text NOT NULL, updated_at text NOT NULL))",
      "CREATE INDEX matchmaking_participant_matchmaking ON matchmaking_participant (matchmaking, id)",
      "CREATE UNIQUE INDEX matchmaking_participant_once ON matchmaking_participant (account, matchmaking) WHERE "
      "account IS NOT NULL",
      "CREATE INDEX matchmaking_participant_organisation ON matchmaking_participant (organisation) WHERE "
      "organisation IS NOT NULL",
      R"(CREATE TABLE meeting_wish (
        participant text NOT NULL REFERENCES matchmaking_participant (id),
        other text NOT NULL REFERENCES matchmaking_participant (id), kind text NOT NULL,
        PRIMARY KEY (participant, other)))",
      R"(CREATE TABLE meeting_schedule (
        matchmaking text PRIMARY KEY NOT NULL REFERENCES matchmaking (id), bans text NOT NULL, lost text NOT NULL,
        quality text NOT NULL, made_at text, version bigint NOT NULL))",
      R"(CREATE TABLE meeting (
        id text PRIMARY KEY NOT NULL, matchmaking text NOT NULL REFERENCES matchmaking (id),
        a text NOT NULL REFERENCES matchmaking_participant (id), b text NOT NULL REFERENCES matchmaking_participant (id),
        begins_at text NOT NULL, ends_at text NOT NULL, table_number integer NOT NULL, is_fixed integer NOT NULL,
        state text NOT NULL, basis text NOT NULL, interest double precision NOT NULL, sequence bigint NOT NULL,
        updated_at text NOT NULL, UNIQUE (a, b)))",
      "CREATE INDEX meeting_matchmaking ON meeting (matchmaking, begins_at)",
      "CREATE INDEX meeting_b ON meeting (b)",
      R"(CREATE TABLE meeting_outcome (
        meeting text NOT NULL REFERENCES meeting (id), participant text NOT NULL REFERENCES matchmaking_participant (id),
        was_held integer NOT NULL, rating integer, has_follow_up integer NOT NULL, note text NOT NULL,
        idea text REFERENCES idea (id), project text REFERENCES project (id), version bigint NOT NULL,
        updated_at text NOT NULL, PRIMARY KEY (meeting, participant)))",
  };
}

std::vector<std::string> agreement_templates(Backend) {
  return {
      // Every version that was written; the newest is the one in use, an empty text the program's own.
      R"(CREATE TABLE agreement_template (
        cluster text NOT NULL REFERENCES cluster (id), version bigint NOT NULL, text text NOT NULL,
        written_at text NOT NULL, written_by text, PRIMARY KEY (cluster, version)))",
  };
}

std::vector<std::string> aid_and_conduct(Backend backend) {
  std::vector<std::string> made = {
      // One row that is written before aid is: who grants waits for who granted before.
      "CREATE TABLE aid_lock (writes bigint NOT NULL)",
      "INSERT INTO aid_lock (writes) VALUES (0)",
      R"(CREATE TABLE aid (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id),
        organisation text NOT NULL REFERENCES organisation (id), is_declared integer NOT NULL, title text NOT NULL,
        purpose text NOT NULL, grantor text NOT NULL, grantor_number text NOT NULL, program text NOT NULL,
        scope text NOT NULL, currency text NOT NULL, nominal bigint NOT NULL, gross bigint NOT NULL, rate bigint NOT NULL,
        rate_day text, rate_source text NOT NULL, eur bigint NOT NULL, state text NOT NULL, granted_on text NOT NULL,
        reason text NOT NULL, words text NOT NULL, version bigint NOT NULL, created_at text NOT NULL,
        updated_at text NOT NULL))",
      "CREATE INDEX aid_cluster ON aid (cluster, id)",
      "CREATE INDEX aid_organisation ON aid (organisation, granted_on)",
      R"(CREATE TABLE aid_event (
        aid text NOT NULL REFERENCES aid (id), version bigint NOT NULL, kind text NOT NULL, at text NOT NULL, account text,
        reason text NOT NULL, granted_on text NOT NULL, eur bigint NOT NULL, PRIMARY KEY (aid, version)))",
      R"(CREATE TABLE aid_certificate (
        cluster text NOT NULL REFERENCES cluster (id), year integer NOT NULL, number integer NOT NULL,
        aid text NOT NULL REFERENCES aid (id), kind text NOT NULL, corrects text NOT NULL, issued_on text NOT NULL,
        content text NOT NULL, PRIMARY KEY (cluster, year, number)))",
      "CREATE INDEX aid_certificate_aid ON aid_certificate (aid)",
      R"(CREATE TABLE link_statement (
        organisation text PRIMARY KEY NOT NULL REFERENCES organisation (id), links text NOT NULL, version bigint NOT NULL,
        updated_at text NOT NULL))",
      // The same one by one: an id of the catalogue, or "nip:" and a tax number.
      R"(CREATE TABLE linked_enterprise (
        organisation text NOT NULL REFERENCES organisation (id), linked text NOT NULL, PRIMARY KEY (organisation, linked)))",
      "CREATE INDEX linked_enterprise_linked ON linked_enterprise (linked)",
      R"(CREATE TABLE meeting_record (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id), state text NOT NULL,
        begins_at text NOT NULL, content text NOT NULL, words text NOT NULL, version bigint NOT NULL))",
      "CREATE INDEX meeting_record_cluster ON meeting_record (cluster, id)",
      "CREATE INDEX meeting_record_open ON meeting_record (begins_at) WHERE state IN ('announced', 'held')",
      R"(CREATE TABLE conduct_rules (
        cluster text PRIMARY KEY NOT NULL REFERENCES cluster (id), forbidden text NOT NULL, minutes_days integer NOT NULL,
        version bigint NOT NULL))",
      R"(CREATE TABLE market_collection (
        id text PRIMARY KEY NOT NULL, cluster text NOT NULL REFERENCES cluster (id), state text NOT NULL,
        reason text NOT NULL, content text NOT NULL, sameness text NOT NULL, words text NOT NULL,
        gifts bigint NOT NULL DEFAULT 0, version bigint NOT NULL, created_at text NOT NULL, updated_at text NOT NULL))",
      "CREATE INDEX market_collection_cluster ON market_collection (cluster, id)",
      R"(CREATE TABLE market_figure (
        collection text NOT NULL REFERENCES market_collection (id), organisation text NOT NULL REFERENCES organisation (id),
        line integer NOT NULL, cell integer NOT NULL, amount bigint NOT NULL,
        PRIMARY KEY (collection, organisation, line, cell)))",
      R"(CREATE TABLE market_publication (
        collection text PRIMARY KEY NOT NULL REFERENCES market_collection (id), published_at text NOT NULL,
        content text NOT NULL, given text NOT NULL))",
  };
  for (const char* table : {"aid_event", "aid_certificate"})
    for (std::string& statement : append_only(backend, table)) made.push_back(std::move(statement));
  return made;
}

std::vector<std::string> funded_projects(Backend) {
  return {
      R"(CREATE TABLE funded_project (
        id text PRIMARY KEY NOT NULL, source text NOT NULL, number text NOT NULL, programme text NOT NULL,
        scheme text NOT NULL, acronym text NOT NULL, title text NOT NULL, objective text NOT NULL,
        begins_on text NOT NULL, ends_on text, total_cost bigint, contribution bigint, UNIQUE (source, number)))",
      // Who is in the catalogue is linked; the others are known by their name alone.
      R"(CREATE TABLE funded_participation (
        id text PRIMARY KEY NOT NULL, project text NOT NULL REFERENCES funded_project (id), place integer NOT NULL,
        number text NOT NULL, organisation text REFERENCES organisation (id), name text NOT NULL, country text NOT NULL,
        role text NOT NULL, contribution bigint, left_on text))",
      "CREATE UNIQUE INDEX funded_participation_project ON funded_participation (project, place)",
      "CREATE INDEX funded_participation_organisation ON funded_participation (organisation) WHERE organisation IS NOT NULL",
  };
}

std::vector<std::string> offers_taken_down(Backend) {
  return {"ALTER TABLE market_offer ADD COLUMN taken_down_at text",
          "ALTER TABLE market_offer ADD COLUMN taken_down_reason text NOT NULL DEFAULT ''"};
}

constexpr std::array kMigrations = {
    Migration{1, "organisations", organisations}, Migration{2, "clusters, memberships, merges", clusters},
    Migration{3, "accounts", accounts},           Migration{4, "jobs, idempotency keys", work},
    Migration{5, "audit log", audit},             Migration{6, "named viewers", named_viewers},
    Migration{7, "ideas, comments", ideas},       Migration{8, "joint projects", projects},
    Migration{9, "notifications", notifications}, Migration{10, "confidential matches", confidential_matches},
    Migration{11, "documents, calendars", documents}, Migration{12, "resources, bookings", resources},
    Migration{13, "opportunities, consortia", consortia},
    Migration{14, "products, intellectual property, offers", commerce},
    Migration{15, "inquiries, deals", inquiries_and_deals},
    Migration{16, "aid, guarded meetings, market data", aid_and_conduct},
    Migration{17, "matchmaking events", matchmaking},
    Migration{19, "agreement templates", agreement_templates},
    Migration{20, "projects of funding programmes", funded_projects},
    Migration{21, "offers taken off the market", offers_taken_down},
};
// One that stands behind a later one would never run.
static_assert(std::ranges::is_sorted(kMigrations, {}, &Migration::version));

bool has_version_table(soci::session& sql, Backend backend) {
  int count = 0;
  if (backend == Backend::sqlite)
    sql << "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'", soci::into(count);
  else
    sql << "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND "
           "table_name = 'schema_version'",
        soci::into(count);
  return count > 0;
}

void run_migration(soci::session& sql, Backend backend, const Migration& migration) {
  sql << (backend == Backend::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
  try {
    for (const std::string& statement : migration.statements(backend)) sql << statement;
    sql << "UPDATE schema_version SET version = :version", soci::use(migration.version, "version");
    sql << "COMMIT";
  } catch (...) {
    sql << "ROLLBACK";
    throw;
  }
}

}  // namespace

std::span<const Migration> migrations() { return kMigrations; }

int schema_version(soci::session& sql, Backend backend) {
  if (!has_version_table(sql, backend)) return 0;
  int version = 0;
  sql << "SELECT version FROM schema_version", soci::into(version);
  return version;
}

void migrate(soci::session& sql, Backend backend, int last) {
  if (!has_version_table(sql, backend)) {
    sql << (backend == Backend::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
    sql << "CREATE TABLE schema_version (version integer NOT NULL)";
    sql << "INSERT INTO schema_version (version) VALUES (0)";
    sql << "COMMIT";
  }
  const int version = schema_version(sql, backend);
  for (const Migration& migration : kMigrations)
    if (migration.version > version && migration.version <= last) run_migration(sql, backend, migration);
}

}  // namespace grono::store
