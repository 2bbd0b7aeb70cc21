{{- define "storycast.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "storycast.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "storycast.labels" -}}
{{ include "storycast.selector" . }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- /* The name of the Secret; empty where there is none. */ -}}
{{- define "storycast.secretName" -}}
{{- if .Values.secret.existingName -}}
{{- .Values.secret.existingName -}}
{{- else if or .Values.secret.settings .Values.externalSecret.enabled -}}
{{- include "storycast.name" . -}}
{{- end -}}
{{- end -}}

{{- /* Whether /data outlives a pod, and every pod sees the same; empty where not. */ -}}
{{- define "storycast.keepsData" -}}
{{- if .Values.persistence.enabled -}}
{{- if or (le (int .Values.replicas) 1) (eq .Values.persistence.accessMode "ReadWriteMany") -}}
yes
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Refuses values that would lose stories or send them twice, each with its remedy. */ -}}
{{- define "storycast.check" -}}
{{- if not .Values.publicAddress -}}
{{- fail "publicAddress is missing: set it to the address at which the world reaches Storycast, such as https://news.example.org" -}}
{{- end -}}
{{- if eq .Values.database.kind "embedded" -}}
{{- if gt (int .Values.replicas) 1 -}}
{{- fail (printf "replicas is %d, but the embedded database serves one instance only: set replicas to 1, or database.kind to postgresql" (int .Values.replicas)) -}}
{{- end -}}
{{- if not .Values.persistence.enabled -}}
{{- fail "persistence.enabled is false, so the embedded database would be lost with its pod: set it to true, or database.kind to postgresql" -}}
{{- end -}}
{{- else if not .Values.database.postgresql.url -}}
{{- fail "database.postgresql.url is missing: set it, such as jdbc:postgresql://postgres:5432/storycast" -}}
{{- end -}}
{{- if and (eq .Values.database.kind "postgresql") (not (include "storycast.secretName" .)) -}}
{{- fail "there is no secret with spring.datasource.password: set secret.existingName, or externalSecret.enabled" -}}
{{- end -}}
{{- if and (not (include "storycast.keepsData" .)) (not .Values.installation.id) -}}
{{- fail "installation.id is missing: where instances do not share and keep /data, it tells them that the database is theirs. Set it to a name of your choice, and storycast.installation.key in the secret" -}}
{{- end -}}
{{- if and (not (include "storycast.keepsData" .)) .Values.secret.settings -}}
{{- range list "storycast.installation.key" "storycast.secret-key" "storycast.mail.token-secret" -}}
{{- if not (hasKey $.Values.secret.settings .) -}}
{{- fail (printf "secret.settings has no %s: where instances do not share and keep /data, each would make its own. Set it" .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- with index .Values.secret.settings "storycast.installation.key" -}}
{{- if lt (len .) 32 -}}
{{- fail "storycast.installation.key is too short: it needs at least 32 characters, such as openssl rand -hex 32 prints" -}}
{{- end -}}
{{- end -}}
{{- $ways := list -}}
{{- if .Values.secret.existingName }}{{ $ways = append $ways "secret.existingName" }}{{ end -}}
{{- if .Values.secret.settings }}{{ $ways = append $ways "secret.settings" }}{{ end -}}
{{- if .Values.externalSecret.enabled }}{{ $ways = append $ways "externalSecret.enabled" }}{{ end -}}
{{- if gt (len $ways) 1 -}}
{{- fail (printf "%s are set together: choose one way to bring the secret" (join " and " $ways)) -}}
{{- end -}}
{{- if and .Values.externalSecret.enabled (not (and .Values.externalSecret.storeName .Values.externalSecret.remoteKey)) -}}
{{- fail "externalSecret needs storeName and remoteKey: set both" -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.host) -}}
{{- fail "ingress.host is missing: set it to the host of publicAddress" -}}
{{- end -}}
{{- if and .Values.serviceMonitor.enabled (not .Values.serviceMonitor.tokenSecretName) -}}
{{- fail "serviceMonitor.tokenSecretName is missing: /actuator/prometheus asks for a token of role READER; put one into a Secret and name it" -}}
{{- end -}}
{{- end -}}
