# Every way to log in, every way in which that fails, and that no secret shows.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $login = @{
        Url          = $sandbox.Url
        Credential   = $sandbox.Credential
        ClientId     = $sandbox.ClientId
        ClientSecret = $sandbox.ClientSecret
    }
    $plain = @{
        UserName     = $sandbox.Credential.UserName
        Password     = ConvertFrom-Secret $sandbox.Credential.Password
        ClientId     = $sandbox.ClientId
        ClientSecret = ConvertFrom-Secret $sandbox.ClientSecret
        AppToken     = ConvertFrom-Secret $sandbox.AppToken
    }
    # made here: what is written in this file shows in the text of its own script blocks
    $access, $refresh, $secret = 1..3 | ForEach-Object { [guid]::NewGuid().ToString('n') }
    $token = @{
        Status = 200
        Type   = 'application/json'
        Body   = "{`"access_token`":`"$access`",`"expires_in`":3600,`"token_type`":`"bearer`",`"scope`":null,`"refresh_token`":`"$refresh`"}"
    }
    $system = @{ Status = 200; Type = 'application/json'; Body = '{"version":"7.0.42","edition":"CE"}' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Connect-Pim' {
    Context 'with a credential' {
        It 'logs in, reads the version and sets the default session' {
            Disconnect-Pim -All
            $session = Connect-Pim @login -PassThru
            $session.GetType().FullName | Should -Be 'PimPowerShell.Sessions.PimSession'
            $session.Provider | Should -Be 'Akeneo'
            $session.Version | Should -Be '7.0.42'
            $session.Edition | Should -Be 'CE'
            $session.Url | Should -Be $sandbox.Url
            $session.UserName | Should -Be $plain.UserName
            $session.Name | Should -Be 'localhost'
            $session.ThrottleLimit | Should -Be 4
            $session.IsOpen | Should -BeTrue
            ([DateTimeOffset]::Now - $session.Connected).TotalMinutes | Should -BeLessThan 1
            Get-PimSession -Default | Should -Be $session
        }

        It 'takes the four fields by position and gives nothing without -PassThru' {
            Connect-Pim $login.Url $login.Credential $login.ClientId $login.ClientSecret | Should -BeNullOrEmpty
            @(Get-PimProduct -First 1).Count | Should -Be 1
        }

        It 'takes the fields by property name' {
            $session = [pscustomobject]$login | Connect-Pim -Name piped -PassThru
            $session.Name | Should -Be 'piped'
            $session.UserName | Should -Be $plain.UserName
        }

        It 'takes a sandbox from the pipe' {
            ($sandbox | Connect-Pim -Name fromsandbox -PassThru).Url | Should -Be $sandbox.Url
        }

        It 'asks for a token and the version, nothing else' {
            $grants = $sandbox.Counters.PasswordGrants
            $seen = Measure-Request $sandbox { Connect-Pim @login }
            $seen.Routes.Keys | Sort-Object | Should -Be 'GET /api/rest/v1/system-information', 'POST /api/oauth/v1/token'
            $seen.Requests | Should -Be 1
            $sandbox.Counters.PasswordGrants - $grants | Should -Be 1
        }

        It 'takes another token endpoint' {
            $server = Start-FakeServer $token
            try {
                { Connect-Pim @login -TokenUrl "$($server.Url)sso/token" } | Should -Throw -ErrorId 'Pim*'
                $server.Requests[0].Path | Should -Be '/sso/token'
                $server.Requests[0].Method | Should -Be 'POST'
                $server.Requests[0].Headers.Authorization |
                    Should -Be ('Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($plain.ClientId):$($plain.ClientSecret)")))
            }
            finally { $server.Stop() }
            (Connect-Pim @login -TokenUrl "$($sandbox.Url)api/oauth/v1/token" -PassThru).IsOpen | Should -BeTrue
        }

        It 'takes an address with a path and with or without a slash' {
            $server = Start-FakeServer $token, $system
            try {
                (Connect-Pim @login -Name sub -PassThru).Name | Should -Be sub
                $other = $login.Clone()
                $other.Url = "$($server.Url)pim"
                $session = Connect-Pim @other -PassThru
                $session.Version | Should -Be '7.0.42'
                $server.Requests.Path | Should -Be '/pim/api/oauth/v1/token', '/pim/api/rest/v1/system-information'
            }
            finally { $server.Stop() }
        }

        It 'has no user-visible parameter that takes a secret as text' {
            $parameters = (Get-Command Connect-Pim).Parameters
            $parameters.ClientSecret.ParameterType | Should -Be ([securestring])
            $parameters.AppToken.ParameterType | Should -Be ([securestring])
            foreach ($name in 'ClientSecret', 'AppToken', 'ApiKey') {
                # PowerShell's own refusal of a text would show it
                $parameters.$name.Attributes.TypeId.Name | Should -Contain SecretTransformationAttribute
            }
            $record = Get-Terminating { Connect-Pim -Url $sandbox.Url -AppToken 'plain-text' }
            "$record" | Should -Match 'AppToken: takes a SecureString'
            "$record" | Should -Not -Match 'plain-text'
            $parameters.Credential.ParameterType | Should -Be ([pscredential])
        }
    }

    Context 'with the token of an app' {
        It 'logs in without a user' {
            $grants = $sandbox.Counters.PasswordGrants
            $session = Connect-Pim -Url $sandbox.Url -AppToken $sandbox.AppToken -PassThru
            $session.UserName | Should -BeNullOrEmpty
            $session.Version | Should -Be '7.0.42'
            @(Get-PimProduct -First 2).Count | Should -Be 2
            $sandbox.Counters.PasswordGrants | Should -Be $grants
        }

        It 'refuses a wrong token: PimTokenRefused' {
            $record = Get-Terminating { Connect-Pim -Url $sandbox.Url -AppToken (ConvertTo-Secret 'wrong') }
            $record.FullyQualifiedErrorId | Should -BeLike 'PimTokenRefused,*'
            $record.CategoryInfo.Category | Should -Be AuthenticationError
        }

        It 'refuses an empty token before any request' {
            $seen = Measure-Request $sandbox { Get-Terminating { Connect-Pim -Url $sandbox.Url -AppToken (ConvertTo-Secret '') } }
            $seen.Output.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            $seen.Routes.Count | Should -Be 0
        }
    }

    Context 'with a connection table' {
        It 'takes the spelling <Spelling>' -ForEach @(
            @{ Spelling = 'Url UserName Password ClientId ClientSecret'; Names = 'Url', 'UserName', 'Password', 'ClientId', 'ClientSecret' }
            @{ Spelling = 'base_url username password client_id client_secret'; Names = 'base_url', 'username', 'password', 'client_id', 'client_secret' }
            @{ Spelling = 'URI USER PASSWORD CLIENT-ID SECRET'; Names = 'URI', 'USER', 'PASSWORD', 'CLIENT-ID', 'SECRET' }
            @{ Spelling = 'BaseUrl User Password Client ID Client Secret'; Names = 'BaseUrl', 'User', 'Password', 'Client ID', 'Client Secret' }
        ) {
            $table = @{}
            $values = "$($sandbox.Url)", $plain.UserName, $plain.Password, $plain.ClientId, $plain.ClientSecret
            foreach ($i in 0..4) { $table[$Names[$i]] = $values[$i] }
            $session = Connect-Pim -Connection $table -PassThru
            $session.UserName | Should -Be $plain.UserName
            $session.IsOpen | Should -BeTrue
        }

        It 'takes EndpointAuth, the address of the token endpoint, alone' {
            $session = Connect-Pim -PassThru -Connection @{
                EndpointAuth = "$($sandbox.Url)api/oauth/v1/token"
                UserName     = $plain.UserName
                Password     = $plain.Password
                ClientId     = $plain.ClientId
                ClientSecret = $plain.ClientSecret
            }
            $session.Url | Should -Be $sandbox.Url
        }

        It 'takes secure strings and a credential' {
            $session = Connect-Pim -PassThru -Connection @{
                Url          = $sandbox.Url
                Credential   = $sandbox.Credential
                ClientId     = $plain.ClientId
                ClientSecret = $sandbox.ClientSecret
            }
            $session.UserName | Should -Be $plain.UserName
        }

        It 'takes the token of an app' {
            (Connect-Pim -PassThru -Connection @{ Url = "$($sandbox.Url)"; AppToken = $plain.AppToken }).IsOpen | Should -BeTrue
        }

        It 'takes an ordered table' {
            $fields = [ordered]@{
                Url          = $sandbox.Url
                UserName     = $plain.UserName
                Password     = $plain.Password
                ClientId     = $plain.ClientId
                ClientSecret = $plain.ClientSecret
            }
            (Connect-Pim -Connection $fields -PassThru).UserName | Should -Be $plain.UserName
        }

        It 'takes a generic dictionary, as other modules make them' {
            $fields = [Collections.Generic.Dictionary[string, object]]::new()
            $fields['Url'] = "$($sandbox.Url)"
            $fields['AppToken'] = $plain.AppToken
            (Connect-Pim -Connection $fields -PassThru).IsOpen | Should -BeTrue
        }

        It 'takes a field with nothing in it as left out: an asset of Azure Automation has all fields of its type' {
            $fields = @{ Url = "$($sandbox.Url)"; AppToken = $plain.AppToken; TokenUrl = ''; UserName = ''; Password = ''; ClientId = $null; ApiKey = ''; View = '' }
            (Connect-Pim -Connection $fields -PassThru).IsOpen | Should -BeTrue
            $fields.AppToken = ''
            "$(Get-Terminating { Connect-Pim -Connection $fields })" | Should -Match 'lacks UserName.*Password.*ClientId.*ClientSecret'
        }

        It 'names the fields that are missing' {
            $record = Get-Terminating { Connect-Pim -Connection @{ Url = "$($sandbox.Url)"; UserName = 'x' } }
            $record.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$record" | Should -Match 'Password.*ClientId.*ClientSecret'
        }

        It 'names a field that it does not know' {
            "$(Get-Terminating { Connect-Pim -Connection @{ Url = "$($sandbox.Url)"; ClientId = 'x'; client_id = 'y' } })" | Should -Match 'has the field client_?id twice'
            $record = Get-Terminating { Connect-Pim -Connection @{ Url = "$($sandbox.Url)"; AppToken = 'x'; Passwort = 'y' } }
            $record.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$record" | Should -Match 'passwort'
        }
    }

    Context 'from the environment' {
        BeforeEach {
            $names = 'URL', 'USERNAME', 'PASSWORD', 'CLIENT_ID', 'CLIENT_SECRET', 'TOKEN_URL', 'APP_TOKEN'
            $kept = @{}
            foreach ($name in $names) {
                $kept[$name] = [Environment]::GetEnvironmentVariable("PIM_$name")
                [Environment]::SetEnvironmentVariable("PIM_$name", $null)
            }
        }
        AfterEach {
            foreach ($name in $names) { [Environment]::SetEnvironmentVariable("PIM_$name", $kept[$name]) }
        }

        It 'takes user and connection' {
            $env:PIM_URL = "$($sandbox.Url)"
            $env:PIM_USERNAME = $plain.UserName
            $env:PIM_PASSWORD = $plain.Password
            $env:PIM_CLIENT_ID = $plain.ClientId
            $env:PIM_CLIENT_SECRET = $plain.ClientSecret
            $env:PIM_TOKEN_URL = "$($sandbox.Url)api/oauth/v1/token"
            (Connect-Pim -FromEnvironment -PassThru).UserName | Should -Be $plain.UserName
        }

        It 'takes the token of an app' {
            $env:PIM_URL = "$($sandbox.Url)"
            $env:PIM_APP_TOKEN = $plain.AppToken
            (Connect-Pim -FromEnvironment -PassThru).UserName | Should -BeNullOrEmpty
        }

        It 'says what is missing' {
            $record = Get-Terminating { Connect-Pim -FromEnvironment }
            $record.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$record" | Should -Match 'PIM_URL'
        }

        It 'refuses an address that is none' {
            $env:PIM_URL = 'not an address'
            $env:PIM_APP_TOKEN = 'x'
            (Get-Terminating { Connect-Pim -FromEnvironment }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }
    }

    Context 'to the sandbox' {
        It 'takes the one that was started last' {
            $second = Start-TestSandbox @{ ProductCount = 7 }
            try {
                $session = Connect-Pim -Sandbox -PassThru
                $session.Url | Should -Be $second.Url
                @(Get-PimProduct).Count | Should -Be 7
            }
            finally { Stop-PimSandbox $second.Url }
        }

        It 'starts one when none runs' {
            $result = Invoke-InFreshPwsh {
                (Connect-Pim -Sandbox -PassThru).IsOpen
                @(Get-PimSandbox).Count
                (Get-PimProduct -IncludeTotalCount -First 0).ToString()
            }
            $result.Error | Should -BeNullOrEmpty
            $result.Output | Should -Be 'True', '1', 'Total count: 1000'
        }
    }

    Context 'failures, each a terminating error of its own' {
        It 'wrong client secret: PimClientRefused' {
            $wrong = $login.Clone()
            $wrong.ClientSecret = ConvertTo-Secret 'wrong'
            $record = Get-Terminating { Connect-Pim @wrong }
            $record.FullyQualifiedErrorId | Should -BeLike 'PimClientRefused,*'
            $record.CategoryInfo.Category | Should -Be AuthenticationError
            $record.ErrorDetails.RecommendedAction | Should -Match 'client id'
            $record.TargetObject | Should -Be $sandbox.Url
            $record.Exception.StatusCode | Should -Be 422
        }

        It 'wrong client id: PimClientRefused' {
            $wrong = $login.Clone()
            $wrong.ClientId = '1_wrong'
            (Get-Terminating { Connect-Pim @wrong }).FullyQualifiedErrorId | Should -BeLike 'PimClientRefused,*'
        }

        It 'wrong password: PimUserRefused' {
            $wrong = $login.Clone()
            $wrong.Credential = [pscredential]::new($plain.UserName, (ConvertTo-Secret 'wrong'))
            $record = Get-Terminating { Connect-Pim @wrong }
            $record.FullyQualifiedErrorId | Should -BeLike 'PimUserRefused,*'
            $record.CategoryInfo.Category | Should -Be AuthenticationError
            "$record" | Should -Match $plain.UserName
            "$record" | Should -Match 'No user found'
        }

        It 'a password longer than the server takes: PimUserRefused' {
            $wrong = $login.Clone()
            $wrong.Credential = [pscredential]::new($plain.UserName, (ConvertTo-Secret ('x' * 400)))
            (Get-Terminating { Connect-Pim @wrong }).FullyQualifiedErrorId | Should -BeLike 'PimUserRefused,*'
        }

        It 'nobody listens there: PimUnreachable, at once' {
            $wrong = $login.Clone()
            $wrong.Url = 'http://localhost:1/'
            $watch = Start-SteadyClock
            $record = Get-Terminating { Connect-Pim @wrong }
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
            $record.FullyQualifiedErrorId | Should -BeLike 'PimUnreachable,*'
            $record.CategoryInfo.Category | Should -Be ConnectionError
            "$record" | Should -Match 'localhost:1 cannot be reached'
        }

        It 'an unknown host: PimUnreachable' {
            $wrong = $login.Clone()
            $wrong.Url = 'http://no-such-host.invalid/'
            (Get-Terminating { Connect-Pim @wrong }).FullyQualifiedErrorId | Should -BeLike 'PimUnreachable,*'
        }

        It 'no answer in time: PimTimeout' {
            $server = Start-FakeServer @{ Status = 200; Delay = 1500 }
            try {
                $wrong = $login.Clone()
                $wrong.Url = $server.Url
                $record = Get-Terminating { Connect-Pim @wrong -TimeoutSec 0.2 -MaximumRetryCount 0 }
                $record.FullyQualifiedErrorId | Should -BeLike 'PimTimeout,*'
                $record.CategoryInfo.Category | Should -Be OperationTimeout
            }
            finally { $server.Stop() }
        }

        It 'no Akeneo: PimWrongServer when <What>' -ForEach @(
            @{ What = 'a web site answers every address'; Answer = @{ Status = 200; Type = 'text/html'; Body = '<html>Welcome</html>' } }
            @{ What = 'a web site has no such page'; Answer = @{ Status = 404; Type = 'text/html'; Body = '<html>Not found</html>' } }
            @{ What = 'a login page is elsewhere'; Answer = @{ Status = 302; Headers = @{ Location = 'https://login.example/' } } }
            @{ What = 'it takes no POST'; Answer = @{ Status = 405; Type = 'text/html' } }
            @{ What = 'it wants another login'; Answer = @{ Status = 401; Type = 'text/html'; Body = 'Sign in' } }
            @{ What = 'its JSON is another'; Answer = @{ Status = 200; Type = 'application/json'; Body = '{"hello":"world"}' } }
        ) {
            $server = Start-FakeServer $Answer
            try {
                $wrong = $login.Clone()
                $wrong.Url = $server.Url
                $record = Get-Terminating { Connect-Pim @wrong }
                $record.FullyQualifiedErrorId | Should -BeLike 'PimWrongServer,*'
                $record.CategoryInfo.Category | Should -Be InvalidResult
                $record.ErrorDetails.RecommendedAction | Should -Match 'Url'
                $server.Requests.Count | Should -Be 1
            }
            finally { $server.Stop() }
        }

        It 'gives tokens but is no PIM behind: PimWrongServer when <What>' -ForEach @(
            @{ What = 'there is HTML'; Answer = @{ Status = 200; Type = 'text/html'; Body = '<html>Welcome</html>' } }
            @{ What = 'there is nothing'; Answer = @{ Status = 404; Type = 'text/html'; Body = '<html>Not found</html>' } }
            @{ What = 'there is a redirect'; Answer = @{ Status = 302; Headers = @{ Location = 'https://login.example/' } } }
        ) {
            $server = Start-FakeServer $token, $Answer
            try {
                $wrong = $login.Clone()
                $wrong.Url = $server.Url
                (Get-Terminating { Connect-Pim @wrong }).FullyQualifiedErrorId | Should -BeLike 'PimWrongServer,*'
            }
            finally { $server.Stop() }
        }

        It 'an old PIM without system-information is one, by identifier' {
            $routes = '{"host":"http://old.example","authentication":{"fos_oauth_server_token":{"route":"/api/oauth/v1/token","methods":["POST"]}},"routes":{"pim_api_category_list":{"route":"/api/rest/v1/categories","methods":["GET"]}}}'
            $server = Start-FakeServer $token, @{ Status = 404; Type = 'application/json'; Body = '{"code":404,"message":"No route found"}' },
                @{ Status = 200; Type = 'application/json'; Body = $routes }
            try {
                $old = $login.Clone()
                $old.Url = $server.Url
                $session = Connect-Pim @old -PassThru
                $session.Version | Should -BeNullOrEmpty
                $session.ProductIdFormat | Should -Be 'Identifier'
            }
            finally { $server.Stop() }
        }

        It 'an address that is none: PimInvalidInput for <Address>' -ForEach @(
            @{ Address = 'my.pim.example' }, @{ Address = 'ftp://my.pim.example/' }, @{ Address = 'file:///tmp' }
        ) {
            $wrong = $login.Clone()
            $wrong.Url = $Address
            (Get-Terminating { Connect-Pim @wrong }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }

        It 'leaves the session as it was' {
            $before = Connect-Pim @login -Name before -PassThru
            $wrong = $login.Clone()
            $wrong.ClientId = '1_wrong'
            Get-Terminating { Connect-Pim @wrong -Name before } | Should -Not -BeNullOrEmpty
            Get-PimSession -Default | Should -Be $before
            $before.IsOpen | Should -BeTrue
        }

        It 'needs -Proxy for -ProxyCredential' {
            (Get-Terminating { Connect-Pim @login -ProxyCredential $login.Credential }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }

        It 'does not even load with a value out of range: <Name> <Value>' -ForEach @(
            @{ Name = 'ThrottleLimit'; Value = 0 }, @{ Name = 'ThrottleLimit'; Value = 101 }, @{ Name = 'RequestsPerSecond'; Value = -1 }
            @{ Name = 'TimeoutSec'; Value = 0 }, @{ Name = 'MaximumRetryCount'; Value = -1 }, @{ Name = 'RetryIntervalSec'; Value = -1 }
            @{ Name = 'DelayMilliseconds'; Value = -1 }, @{ Name = 'ProductIdFormat'; Value = 'Sku' }, @{ Name = 'Provider'; Value = 'Other' }
        ) {
            $option = @{ $Name = $Value }
            (Get-Terminating { Connect-Pim @login @option }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        }
    }

    Context 'certificate' {
        BeforeAll {
            $tls = Start-TlsServer $sandbox
            $secure = $login.Clone()
            $secure.Url = $tls.Url
        }
        AfterAll { $tls.Stop() }

        It 'one that nobody vouches for: PimCertificateRefused, without trying again' {
            $grants = $sandbox.Counters.Requests
            $watch = Start-SteadyClock
            $record = Get-Terminating { Connect-Pim @secure }
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
            $record.FullyQualifiedErrorId | Should -BeLike 'PimCertificateRefused,*'
            $record.CategoryInfo.Category | Should -Be SecurityError
            $record.ErrorDetails.RecommendedAction | Should -Match 'SkipCertificateCheck'
            $sandbox.Counters.Requests | Should -Be $grants
        }

        It 'is accepted with -SkipCertificateCheck' {
            $session = Connect-Pim @secure -SkipCertificateCheck -Name tls -PassThru
            $session.Url.Scheme | Should -Be 'https'
            @(Get-PimProduct -Session $session).Count | Should -Be 250
        }

        It 'is refused again by the next session' {
            (Get-Terminating { Connect-Pim @secure }).FullyQualifiedErrorId | Should -BeLike 'PimCertificateRefused,*'
        }
    }

    Context '-ProductIdFormat' {
        It 'is <Format> by default for version <Version>' -ForEach @(
            @{ Version = '5.0.90'; Format = 'Identifier'; Route = 'products' }
            @{ Version = '6.0.10'; Format = 'Identifier'; Route = 'products' }
            @{ Version = '7.0.42'; Format = 'Uuid'; Route = 'products-uuid' }
            @{ Version = '10.0.1'; Format = 'Uuid'; Route = 'products-uuid' }
            @{ Version = 'v20250717143807'; Format = 'Uuid'; Route = 'products-uuid' }
        ) {
            $versioned = Start-TestSandbox @{ Version = $Version; ProductCount = 3 }
            try {
                (Connect-TestSandbox $versioned).ProductIdFormat | Should -Be $Format
                (Measure-Request $versioned { Get-PimProduct }).Routes.Keys | Should -Contain "GET /api/rest/v1/$Route"
            }
            finally { Stop-PimSandbox $versioned.Url }
        }

        It 'can be forced' {
            (Connect-Pim @login -ProductIdFormat Identifier -PassThru).ProductIdFormat | Should -Be 'Identifier'
            (Measure-Request $sandbox { Get-PimProduct -First 1 }).Routes.Keys | Should -Contain 'GET /api/rest/v1/products'
            (Connect-Pim @login -ProductIdFormat Uuid -PassThru).ProductIdFormat | Should -Be 'Uuid'
        }
    }

    Context 'the session' {
        It 'is closed when another takes its name' {
            $first = Connect-Pim @login -Name same -PassThru
            $second = Connect-Pim @login -Name same -PassThru
            $first.IsOpen | Should -BeFalse
            $second.IsOpen | Should -BeTrue
            @(Get-PimSession same).Count | Should -Be 1
            (Get-Terminating { Get-PimProduct -Session $first }).FullyQualifiedErrorId | Should -BeLike 'PimSessionClosed,*'
        }

        It 'belongs to its runspace' {
            Connect-Pim @login
            $other = Invoke-InRunspace { Get-PimProduct; @(Get-PimSession).Count }
            $other.Error.Count | Should -Be 1
            $other.Error[0].FullyQualifiedErrorId | Should -BeLike 'PimNotConnected,*'
            $other.Output | Should -Be 0
        }

        It 'does not mix with another in another runspace' {
            $small = Start-TestSandbox @{ ProductCount = 120; Seed = 2 }
            try {
                $sessions = (Connect-TestSandbox $sandbox @{ Name = 'large' }), (Connect-TestSandbox $small @{ Name = 'small' })
                $running = foreach ($session in $sessions) {
                    $state = [initialsessionstate]::CreateDefault()
                    $state.ImportPSModule($ModulePath)
                    $shell = [powershell]::Create($state)
                    $null = $shell.AddScript('param($s) Select-PimSession $s; foreach ($i in 1..5) { Get-PimProduct | ForEach-Object Identifier }').AddArgument($session)
                    @{ Shell = $shell; Handle = $shell.BeginInvoke() }
                }
                $counts = foreach ($one in $running) {
                    $found = $one.Shell.EndInvoke($one.Handle)
                    $one.Shell.Streams.Error | Should -BeNullOrEmpty
                    $one.Shell.Dispose()
                    '{0} {1}' -f $found.Count, @($found | Select-Object -Unique).Count
                }
                $counts | Should -Be '1250 250', '600 120'
            }
            finally { Stop-PimSandbox $small.Url }
        }

        It 'serves two runspaces at once' {
            $session = Connect-Pim @login -PassThru
            $running = foreach ($i in 1..3) {
                $state = [initialsessionstate]::CreateDefault()
                $state.ImportPSModule($ModulePath)
                $shell = [powershell]::Create($state)
                $null = $shell.AddScript('param($s) foreach ($i in 1..4) { @(Get-PimProduct -Session $s).Count }').AddArgument($session)
                @{ Shell = $shell; Handle = $shell.BeginInvoke() }
            }
            foreach ($one in $running) {
                $one.Shell.EndInvoke($one.Handle) | Should -Be 250, 250, 250, 250
                $one.Shell.Streams.Error | Should -BeNullOrEmpty
                $one.Shell.Dispose()
            }
        }

        It 'goes into ForEach-Object -Parallel with $using:' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
            $session = Connect-Pim @login -PassThru
            $all = (Get-PimProduct).Identifier
            $read = $all | Select-Object -First 20 | ForEach-Object -ThrottleLimit 5 -Parallel {
                Import-Module $using:ModulePath
                Get-PimProduct $_ -Session $using:session | ForEach-Object Identifier
            }
            $read | Sort-Object | Should -Be ($all | Select-Object -First 20 | Sort-Object)
        }

        It 'is not the default in ForEach-Object -Parallel' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
            Connect-Pim @login
            $ids = 1 | ForEach-Object -Parallel { Import-Module $using:ModulePath; try { Get-PimProduct -First 1 } catch { $_.FullyQualifiedErrorId } }
            $ids | Should -BeLike 'PimNotConnected,*'
        }

        It 'keeps to -ThrottleLimit, whatever a cmdlet asks for' -Tag Alone {
            $slow = Start-TestSandbox @{ LatencyMilliseconds = 200 }
            try {
                (Connect-TestSandbox $slow @{ ThrottleLimit = 2 }).ThrottleLimit | Should -Be 2
                $null = 1..12 | ForEach-Object { @{ identifier = "throttle-$_" } } | Invoke-PimBulkUpsert -BatchSize 1 -ThrottleLimit 8
                $slow.Counters.PeakInFlight | Should -Be 2
            }
            finally { Stop-PimSandbox $slow.Url }
        }

        It 'keeps to -DelayMilliseconds between the starts of two requests' {
            $session = Connect-Pim @login -DelayMilliseconds 150 -PassThru
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $null = 1..4 | ForEach-Object { Get-PimLocale en_US -Session $session }
            $watch.ElapsedMilliseconds | Should -BeGreaterOrEqual 450
        }

        It 'keeps to -RequestsPerSecond after a burst of as many' {
            $session = Connect-Pim @login -RequestsPerSecond 5 -PassThru
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $null = 1..12 | ForEach-Object { Get-PimLocale en_US -Session $session }
            $watch.ElapsedMilliseconds | Should -BeGreaterOrEqual 1000
        }

        It 'says what it did in verbose lines' {
            $lines = Connect-Pim @login -Verbose 4>&1 | ForEach-Object Message
            $lines | Should -HaveCount 2
            $lines[0] | Should -Match '^POST http://localhost:\d+/api/oauth/v1/token -> 200 in \d+ ms \(attempt 1\)$'
            $lines[1] | Should -Match '^GET http://localhost:\d+/api/rest/v1/system-information -> 200 in \d+ ms \(attempt 1\)$'
        }

        It 'sends its name as User-Agent, and no Accept-Encoding with a write' {
            $server = Start-FakeServer $token, $system
            try {
                $other = $login.Clone()
                $other.Url = $server.Url
                Connect-Pim @other
                $server.Requests[0].Headers['User-Agent'] | Should -Match '^PimPowerShell/\d+\.\d+\.\d+'
                $server.Requests[0].Headers.ContainsKey('Accept-Encoding') | Should -BeFalse
                $server.Requests[1].Headers['Accept-Encoding'] | Should -Be 'gzip'
                $server.Requests[1].Headers.Authorization | Should -Be "Bearer $access"
            }
            finally { $server.Stop() }
        }

        It 'goes through -Proxy' {
            $proxy = Start-FakeServer $token, $system
            try {
                $other = $login.Clone()
                $other.Url = 'http://pim.invalid/'
                $session = Connect-Pim @other -Proxy $proxy.Url -PassThru
                $session.Version | Should -Be '7.0.42'
                $proxy.Requests[0].Headers.Host | Should -Be 'pim.invalid'
            }
            finally { $proxy.Stop() }
        }
    }

    Context 'tokens' {
        BeforeEach {
            $mortal = Start-TestSandbox @{ ProductCount = 1000 }
        }
        AfterEach { Stop-PimSandbox $mortal.Url }

        It 'costs a long read nothing but renewals when the token dies in the middle' {
            $session = Connect-TestSandbox $mortal @{ RetryIntervalSec = 0.05 }
            $mortal.Options.TokenDiesEvery = 7
            $ids = foreach ($i in 1..3) { Get-PimProduct -Session $session -PageSize 50 | ForEach-Object Uuid }
            $ids.Count | Should -Be 3000
            @($ids | Select-Object -Unique).Count | Should -Be 1000
            $mortal.Counters.Renewals | Should -BeGreaterThan 5
            $mortal.Counters.PasswordGrants | Should -Be 1
            $mortal.Counters.Renewals | Should -Be $mortal.Counters.Faults
        }

        It 'costs a read of 1,000 pages nothing but renewals' {
            $long = Start-TestSandbox @{ ProductCount = 10000 }
            try {
                $session = Connect-TestSandbox $long @{ RetryIntervalSec = 0.05 }
                $long.Options.TokenDiesEvery = 70
                $ids = @{}
                $count = 0
                Get-PimProduct -Session $session -PageSize 10 | ForEach-Object { $count++; $ids[$_.Uuid] = 1 }
                $count | Should -Be 10000
                $ids.Count | Should -Be 10000
                $long.Counters.Renewals | Should -BeGreaterThan 12
                $long.Counters.PasswordGrants | Should -Be 1
                # each page once, and once more where the token had died
                $long.Counters.Routes['GET /api/rest/v1/products-uuid'] | Should -BeLessOrEqual (1002 + $long.Counters.Renewals)
            }
            finally { Stop-PimSandbox $long.Url }
        }

        It 'costs a bulk write nothing but renewals when the token dies in the middle' {
            $session = Connect-TestSandbox $mortal @{ RetryIntervalSec = 0.05 }
            $mortal.Options.TokenDiesEvery = 17
            $results = 1..400 | ForEach-Object { @{ identifier = "token-$_"; enabled = $true } } |
                Invoke-PimBulkUpsert -Session $session -BatchSize 4 -ErrorVariable failed
            $failed | Should -BeNullOrEmpty
            $results.Count | Should -Be 400
            $results | Where-Object Status -NE Created | Should -BeNullOrEmpty
            $mortal.Counters.Renewals | Should -BeGreaterThan 3
            $mortal.Counters.PasswordGrants | Should -Be 1
        }

        It 'renews before the token ends, and again' -Tag Alone {
            $mortal.Options.TokenLifetimeSec = 1
            $session = Connect-TestSandbox $mortal
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $count = 0
            while ($mortal.Counters.Renewals -lt 2 -and $watch.Elapsed.TotalSeconds -lt 60) { $count += @(Get-PimProduct -Session $session -First 100).Count }
            $count % 100 | Should -Be 0
            $mortal.Counters.Renewals | Should -BeIn 2, 3
            $mortal.Counters.PasswordGrants | Should -Be 1
            $mortal.Counters.Statuses.ContainsKey('401') | Should -BeFalse -Because 'a token is renewed before it ends'
        }

        It 'makes one renewal for many that wait' -Tag Alone {
            $mortal.Options.TokenLifetimeSec = 1
            $session = Connect-TestSandbox $mortal @{ ThrottleLimit = 8 }
            $null = Get-PimAttribute -Session $session -First 1
            $mortal.Options.TokenLifetimeSec = 3600
            $mortal.Options.LatencyMilliseconds = 500
            Start-Sleep -Milliseconds 1100
            $results = 1..8 | ForEach-Object { @{ identifier = "many-$_" } } | Invoke-PimBulkUpsert -Session $session -BatchSize 1
            @($results | Where-Object Status -EQ Created).Count | Should -Be 8
            $mortal.Counters.PeakInFlight | Should -Be 8
            $mortal.Counters.Renewals | Should -Be 1
            $mortal.Counters.PasswordGrants | Should -Be 1
        }

        It 'falls back to the password when the renewal is refused' {
            $mortal.Options.RefreshTokenLifetimeSec = 1
            $session = Connect-TestSandbox $mortal
            $null = Get-PimProduct -Session $session -First 1
            Start-Sleep -Milliseconds 1100
            $mortal.Options.TokenDiesEvery = $mortal.Counters.ApiRequests + 1
            @(Get-PimProduct -Session $session -First 1).Count | Should -Be 1
            $mortal.Counters.RefusedGrants | Should -Be 1
            $mortal.Counters.PasswordGrants | Should -Be 2
        }
    }

    Context 'a server that refuses every token' {
        It 'ends with PimTokenRefused after a few renewals' {
            $refused = @{ Status = 401; Type = 'application/json'; Body = '{"code":401,"message":"The access token provided is invalid."}' }
            $server = Start-FakeServer (@($token, $system) + @($refused, $token) * 20)
            try {
                $other = $login.Clone()
                $other.Url = $server.Url
                Connect-Pim @other -RetryIntervalSec 0.01
                $record = Get-Terminating { Invoke-PimRestMethod api/rest/v1/anything }
                $record.FullyQualifiedErrorId | Should -BeLike 'PimTokenRefused,*'
                $record.CategoryInfo.Category | Should -Be AuthenticationError
                # a refresh that is answered like a login serves as one
                $server.Requests.Count | Should -BeLessOrEqual 40
            }
            finally { $server.Stop() }
        }
    }

    Context 'secrets' {
        BeforeAll {
            $secrets = $plain.Password, $plain.ClientSecret, $plain.AppToken, $access, $refresh, $secret,
                [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($plain.ClientId):$($plain.ClientSecret)"))
            function Find-Secret([Parameter(ValueFromPipeline)] $Text) {
                process { foreach ($one in $secrets) { if ("$Text".Contains($one)) { "found $one in: $Text" } } }
            }
            function Show-All($Thing) {
                $Thing | Format-List * -Force | Out-String -Width 500
                $Thing | Format-Table | Out-String -Width 500
                "$Thing"
                if ($Thing -isnot [pscustomobject]) { $Thing | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue }
                [Management.Automation.PSSerializer]::Serialize($Thing, 5)
                if (Get-Command Get-Error -ErrorAction Ignore) {
                    if ($Thing -is [Management.Automation.ErrorRecord]) { $Thing | Get-Error | Out-String -Width 500 }
                }
            }
        }

        It 'shows none in a session, whichever way it was made' {
            $sessions = @(
                Connect-Pim @login -Name one -PassThru
                Connect-Pim -Url $sandbox.Url -AppToken $sandbox.AppToken -Name two -PassThru
            )
            foreach ($session in $sessions) {
                Show-All $session | Find-Secret | Should -BeNullOrEmpty
                $session | Export-Clixml "$TestDrive/session.xml"
                Get-Content "$TestDrive/session.xml" -Raw | Find-Secret | Should -BeNullOrEmpty
                $session | Get-Member -Force | Out-String -Width 500 | Find-Secret | Should -BeNullOrEmpty
            }
            $sessions[0] | ConvertTo-Json | Should -Match '"UserName"'
        }

        It 'shows none in verbose and debug lines of a login, a read, a renewal and a write' {
            $server = Start-FakeServer $token, $system, @{ Status = 401; Type = 'application/json'; Body = '{"code":401,"message":"expired"}' }, $token,
                @{ Status = 200; Type = 'application/json'; Body = '{"x":1}' }
            try {
                $other = $login.Clone()
                $other.Url = $server.Url
                $lines = & {
                    Connect-Pim @other -Verbose -Debug
                    Invoke-PimRestMethod api/rest/v1/anything -Verbose -Debug
                    Invoke-PimRestMethod api/rest/v1/anything POST @{ a = 1 } -Verbose -Debug
                } *>&1 | ForEach-Object { "$_" }
                ($lines | Select-String 'oauth').Count | Should -Be 2
                $server.Requests[3].Body | Should -Match $refresh -Because 'this is a renewal'
                $lines | Find-Secret | Should -BeNullOrEmpty
            }
            finally { $server.Stop() }
        }

        It 'shows none in errors' {
            $server = Start-FakeServer $token, $system, @{ Status = 401; Type = 'application/json'; Body = '{"code":401,"message":"expired"}' },
                @{ Status = 422; Type = 'application/json'; Body = '{"code":422,"message":"Refresh token is invalid"}' },
                @{ Status = 422; Type = 'application/json'; Body = '{"code":422,"message":"No user found for the given username and password"}' }
            try {
                $other = $login.Clone()
                $other.Url = $server.Url
                $wrongUser = $login.Clone()
                $wrongUser.Credential = [pscredential]::new('sandbox', (ConvertTo-Secret $secret))
                $wrongClient = $login.Clone()
                $wrongClient.ClientSecret = ConvertTo-Secret $secret
                $nowhere = $login.Clone()
                $nowhere.Url = 'http://localhost:1/'
                $Error.Clear()
                $records = @(
                    Get-Terminating { Connect-Pim @wrongUser }
                    Get-Terminating { Connect-Pim @wrongClient }
                    Get-Terminating { Connect-Pim @nowhere }
                    Get-Terminating { Connect-Pim -Url $sandbox.Url -AppToken (ConvertTo-Secret $secret) }
                    Connect-Pim @other
                    Get-Terminating { Invoke-PimRestMethod api/rest/v1/anything }
                )
                $records.Count | Should -Be 5
                $records[4].FullyQualifiedErrorId | Should -BeLike 'PimUserRefused,*'
                foreach ($record in $records + $Error) { Show-All $record | Find-Secret | Should -BeNullOrEmpty }
            }
            finally { $server.Stop() }
        }

        It 'shows none of a body, of an address or of an answer, and sends them as they are' {
            $answer = "{`"access_token`":`"$access`",`"refresh_token`":`"$refresh`"}"
            $server = Start-FakeServer @{ Status = 200; Type = 'application/json'; Body = $answer }, @{ Status = 200; Type = 'application/json'; Body = $answer },
                @{ Status = 422; Type = 'application/json'; Body = "{`"code`":422,`"message`":`"$secret is no password`"}" },
                @{ Status = 400; Type = 'text/plain'; Body = "password=$secret" }, @{ Status = 400; Type = 'text/plain'; Body = $answer }
            try {
                Connect-Pim @login
                $grant = @{ grant_type = 'password'; username = 'u'; password = $secret }
                $extension = @{
                    configuration = @{ secret = $secret; url = 'https://x' }
                    credentials   = @{ code = 'a'; value = $secret }, @{ code = 'b'; value = @{ username = 'u'; password = $secret } }
                }
                $form = "grant_type=password&password=$secret"
                $Error.Clear()
                $results = [Collections.ArrayList]@()
                $lines = & {
                    foreach ($body in $grant, $extension, $form, "<password>$secret</password>", @{ apikey = $secret }) {
                        Invoke-PimRestMethod "$($server.Url)x?access_token=$access" POST $body -WhatIf:$false -Verbose -Debug -ErrorAction Continue
                    }
                } *>&1 | ForEach-Object { if ($_.PSObject.TypeNames[0] -eq 'PimPowerShell.RestResult') { $null = $results.Add($_) } else { "$_" } }
                $lines += Get-WhatIfText $sandbox "Invoke-PimRestMethod 'api/oauth/v1/token?access_token=$access' POST @{ password = '$secret'; x = 'shown' } -WhatIf"

                $lines | Find-Secret | Should -BeNullOrEmpty
                foreach ($record in $Error) {
                    "$record", "$($record.TargetObject)", "$($record.CategoryInfo)", "$($record.ErrorDetails)", "$($record.Exception)" | Find-Secret | Should -BeNullOrEmpty
                }
                $Error.Count | Should -Be 3
                $text = $lines -join "`n"
                foreach ($shown in '"password":"***"', '"secret":"***"', '"value":"***"', '&password=***', '(a text that may hold a secret)', '"apikey":"***"', '"x":"shown"', '?access_token=***') {
                    $text.Contains($shown) | Should -BeTrue -Because "$shown is in $text"
                }
                # what is asked for and what is sent are not shown, but meant
                $results[0].Content.access_token | Should -Be $access
                ($server.Requests[0].Body | ConvertFrom-Json).password | Should -Be $secret
                ($server.Requests[1].Body | ConvertFrom-Json).credentials[1].value.password | Should -Be $secret
                $server.Requests[2].Body | Should -Be $form
                $server.Requests[0].Path | Should -Be "/x?access_token=$access"
            }
            finally { $server.Stop() }
        }

        It 'shows none of an address or a table that is refused' {
            $address = [uri]"https://admin:$secret@my.pim.example/"
            $wrong = $login.Clone()
            $wrong.Url = $address
            $ftp = $login.Clone()
            $ftp.Url = [uri]"ftp://admin:$secret@my.pim.example/"
            $token = $login.Clone()
            $token.TokenUrl = [uri]"https://admin:$secret@my.pim.example/token"
            $table = @{ Url = "$($sandbox.Url)"; UserName = 'x'; Password = $secret; Unknown = $secret }
            $records = @(
                Get-Terminating { Connect-Pim @wrong }
                Get-Terminating { Connect-Pim @ftp }
                Get-Terminating { Connect-Pim -Connection $table }
                Get-Terminating { Connect-Pim @token }
            )
            $records.Count | Should -Be 4
            "$($records[3])" | Should -Match 'TokenUrl: .* must not contain'
            foreach ($record in $records) {
                $record.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
                # the record's InvocationInfo holds the caller's own arguments
                "$record", "$($record.TargetObject)", "$($record.CategoryInfo)", "$($record.Exception)" | Find-Secret | Should -BeNullOrEmpty
            }
        }

        It 'keeps the sandbox''s own secrets in secure strings' {
            Show-All $sandbox | Find-Secret | Should -BeNullOrEmpty
        }
    }

    Context 'at the prompt' {
        It 'stops within a second while it waits' {
            $server = Start-FakeServer @{ Status = 200; Delay = 4000 }
            try {
                $other = $login.Clone()
                $other.Url = $server.Url
                $stopped = Measure-Stop { Connect-Pim @other } @{ other = $other } -When { $server.Requests.Count -ge 1 }
                $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
                $stopped.State | Should -Be Stopped
            }
            finally { $server.Stop() }
        }

        It 'completes -ProductIdFormat and -Provider' {
            Complete 'Connect-Pim -ProductIdFormat ' | Should -Be 'Identifier', 'Uuid'
            Complete 'Connect-Pim -Provider ' | Should -Be 'Akeneo', 'Pims'
        }

        It 'shows a session as a table' {
            Connect-Pim @login -Name shown
            $text = Get-PimSession shown | Format-Table | Out-String -Width 200
            $text | Should -Match 'Name\s+Provider\s+Url\s+.*Version\s+Edition'
            $text | Should -Match 'shown\s+Akeneo\s+http://localhost:\d+/\s+.*7\.0\.42\s+CE'
        }
    }
}
