import { Alert, Button, Card, Center, PasswordInput, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router-dom";
import { call, get, Problem, type Schemas, type Session } from "../../api/client";
import { useSetSession } from "../../api/session";
import { ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useTitle } from "../../common/use_title";

const kinds = ["enterprise", "start_up", "university", "research_institute", "clinical_user", "business_support", "public_authority", "investor", "association"] as const;

/** Somebody comes in by an invitation's link: an account, and the organisation where it is not known yet. */
export function JoinPage() {
  const { t, i18n } = useTranslation();
  useTitle(t("join.title"));
  const { token = "" } = useParams();
  const navigate = useNavigate();
  const setSession = useSetSession();
  const invitation = useQuery({ queryKey: ["invitation", token], queryFn: () => get<Schemas["InvitationView"]>(`/invitations/${token}`), retry: false, refetchOnWindowFocus: false });
  const [form, setForm] = useState({ email: "", display_name: "", password: "", legal_name: "", kind: "enterprise", nip: "", locality: "" });
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  if (invitation.error) return <ErrorNote error={invitation.error} />;
  if (!invitation.data) return <Loading />;
  const { role, organisation, cluster, email } = invitation.data;
  const entersOrganisation = !organisation && (role === "representative" || role === "employee");
  const field = (name: keyof typeof form, pointer: string) => ({
    value: form[name], error: problem?.of(pointer)?.detail,
    onChange: (event: { currentTarget: { value: string } }) => { const { value } = event.currentTarget; setForm((before) => ({ ...before, [name]: value })); },
  });
  const accept = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { body } = await call<Session>("POST", `/invitations/${token}`, {
        json: {
          email: form.email || email, display_name: form.display_name, password: form.password, language: i18n.language,
          ...(entersOrganisation
            ? { organisation: { legal_name: form.legal_name, kind: form.kind, ...(form.nip ? { registers: { nip: form.nip } } : {}), ...(form.locality ? { places: [{ locality: form.locality, is_seat: true }] } : {}) } }
            : {}),
        },
      });
      setSession(body);
      const own = body.grants.find((grant) => grant.organisation)?.organisation;
      navigate(own ? `/organisations/${own}${entersOrganisation ? "/edit" : ""}` : "/", { replace: true });
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, ""));
      setBusy(false);
    }
  };
  return (
    <Center>
      <Card withBorder w="100%" maw="30rem" padding="xl" component="form" onSubmit={(event) => { event.preventDefault(); void accept(); }}>
        <Stack>
          <Title order={1} size="h2">{t("join.title")}</Title>
          <Text>
            {t("join.as", { role: t(`role.${role}`) })}
            {organisation && <>: <b>{organisation.name}</b></>}
            {cluster && <>, <InLanguage text={cluster.name} /></>}
          </Text>
          {problem && problem.errors.length === 0 && <ErrorNote error={problem} />}
          {entersOrganisation && (
            <>
              <TextInput label={t("organisation.legalName")} required {...field("legal_name", "/organisation/legal_name")} />
              <Select label={t("organisation.kind")} allowDeselect={false} data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} value={form.kind} onChange={(kind) => setForm((before) => ({ ...before, kind: kind ?? "enterprise" }))} />
              <TextInput label="NIP" inputMode="numeric" {...field("nip", "/organisation/registers/nip")} />
              <TextInput label={t("edit.locality")} {...field("locality", "/organisation/places/0/locality")} />
              <Alert variant="light">{t("join.restLater")}</Alert>
            </>
          )}
          <TextInput label={t("join.name")} autoComplete="name" required {...field("display_name", "/display_name")} />
          <TextInput type="email" label={t("session.email")} autoComplete="username" required placeholder={email} {...field("email", "/email")} />
          <PasswordInput label={t("session.password")} description={t("account.passwordRule")} autoComplete="new-password" required minLength={12} visibilityToggleButtonProps={{ "aria-label": t("session.showPassword") }} {...field("password", "/password")} />
          <Button type="submit" loading={isBusy}>{t("join.accept")}</Button>
        </Stack>
      </Card>
    </Center>
  );
}
