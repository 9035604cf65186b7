import { Anchor, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router-dom";
import { ErrorNote, Loading } from "../../common/states";
import { Fact } from "../../common/text";
import { useTitle } from "../../common/use_title";
import { formatAmount } from "../../common/money";
import { formatDate, inLanguage } from "../../i18n";
import type { AidCertificate } from "./aid";
import { useAid } from "./aid";

type Party = AidCertificate["content"]["grantor"];

/** The certificate as it is handed out, in either language: what it says was kept on the day it was issued. */
function Certificate({ certificate, language }: { certificate: AidCertificate; language: string }) {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT(language);
  const { content } = certificate;
  const money = (amount: string) => formatAmount(amount, content.currency, language);
  const euros = (amount: string) => formatAmount(amount, "EUR", language);
  const party = (each: Party) => [each.name, each.number && t("aid.paper.number", { number: each.number }), each.address].filter(Boolean).join(", ");
  const isWhole = content.amounts.gross === "0.00";
  return (
    <Card withBorder component="article" lang={language} className="certificate" padding="xl">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <Text size="sm"><bdi>{inLanguage(content.cluster, language)?.text}</bdi></Text>
          <Text size="sm">{t("aid.paper.issued", { day: formatDate(certificate.issued_on, language) })}</Text>
        </Group>
        <Title order={1} size="h2" ta="center">{t(certificate.kind === "original" ? "aid.paper.title" : "aid.paper.correction", { number: certificate.number })}</Title>
        {certificate.corrects && <Text ta="center">{t("aid.paper.corrects", { number: certificate.corrects })}</Text>}
        <Text>{t("aid.paper.text", { day: formatDate(content.day, language), regulation: content.regulation ?? "", article: content.article ?? "", journal: content.journal ?? "" })}</Text>
        <Stack component="dl" gap={6} m={0}>
          <Fact label={t("aid.beneficiary")}><bdi>{party(content.beneficiary)}</bdi></Fact>
          <Fact label={t("aid.grantor")}><bdi>{party(content.grantor)}</bdi></Fact>
          <Fact label={t("aid.program")}><bdi>{content.program}</bdi></Fact>
          <Fact label={t("aid.service")}><bdi>{content.title}</bdi></Fact>
          <Fact label={t("aid.day")}>{formatDate(content.day, language)}</Fact>
          <Fact label={t("aid.nominal")}>{money(content.amounts.nominal)}</Fact>
          <Fact label={t("aid.gross")}>{money(content.amounts.gross)}</Fact>
          <Fact label={t("aid.eur")}><b>{euros(content.amounts.eur)}</b></Fact>
          {content.rate_day && <Fact label={t("aid.rate")}>{t("aid.rateLine", { rate: content.rate.replace(".", language === "pl" ? "," : "."), currency: content.currency, day: formatDate(content.rate_day, language), source: content.rate_source })}</Fact>}
        </Stack>
        {content.before && (
          <Text>{t(isWhole ? "aid.paper.withdrawn" : "aid.paper.before", { gross: money(content.before.gross), eur: euros(content.before.eur), reason: content.reason ?? "" })}</Text>
        )}
        <Text size="sm">{t("aid.paper.keep")}</Text>
        <Text mt="xl" ta="right">{t("aid.paper.signature")} ....................................</Text>
      </Stack>
    </Card>
  );
}

export function CertificatePage() {
  const { t, i18n } = useTranslation();
  const { id = "", number = "" } = useParams();
  const [parameters, setParameters] = useSearchParams();
  const language = parameters.get("language") ?? i18n.language;
  const found = useAid(id);
  const certificate = found.data?.body.certificates.find((each) => each.number === number.replace("-", "/"));
  useTitle(certificate && t("aid.certificateNumber", { number: certificate.number }));
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading />;
  if (!certificate) return <Text role="alert">{t("aid.noCertificate")}</Text>;
  return (
    <Stack gap="md" className="narrow">
      <Group justify="space-between" className="no-print">
        <Anchor component={Link} to={`/aid/${id}`} size="sm">← <bdi>{found.data.body.title}</bdi></Anchor>
        <Group gap="xs">
          {(["pl", "en"] as const).map((each) => <Button key={each} size="xs" variant={language === each ? "light" : "default"} aria-pressed={language === each} onClick={() => setParameters({ language: each }, { replace: true })}>{each === "pl" ? "Po polsku" : "In English"}</Button>)}
          <Button size="xs" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>{t("aid.print")}</Button>
        </Group>
      </Group>
      <Certificate certificate={certificate} language={language} />
    </Stack>
  );
}
