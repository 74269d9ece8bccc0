# Making UI extensions.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    $secret = ConvertTo-Secret 'Sesame-42-and-then-some-until-it-is-long'
    $configuration = @{ url = 'https://x.example/'; default_label = 'X' }
    $before = (Get-PimUiExtension).Uuid
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'New-PimUiExtension' {
    BeforeEach { Select-PimSession $session }

    AfterEach {
        Get-PimUiExtension | Where-Object Uuid -NotIn $before | Remove-PimUiExtension -Confirm:$false
    }

    It 'makes one and gives it' {
        $made = New-PimUiExtension wiki -Type link -Position pim.product.header -Configuration $configuration -Version 1.0 -Description 'The wiki' -Status inactive
        $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.UiExtension'
        $made.Name, $made.Type, $made.Version, $made.Description, $made.Status | Should -Be wiki, link, '1.0', 'The wiki', inactive
        $made.Configuration.url | Should -Be 'https://x.example/'
        (Get-PimUiExtension $made.Uuid).Name | Should -Be wiki
    }

    It 'takes tables, objects and JSON from the pipe' {
        $table = @{ type = 'link'; position = 'pim.product.header'; configuration = $configuration }
        $made = ($table + @{ name = 'one' }), [pscustomobject]($table + @{ name = 'two' }), (ConvertTo-Json ($table + @{ name = 'three' })) | New-PimUiExtension
        $made.Name | Should -Be one, two, three
    }

    It 'takes the configuration as JSON, and refuses what is no table before anything is sent' {
        $made = New-PimUiExtension json -Type link -Position pim.product.header -Configuration (ConvertTo-Json $configuration)
        $made.Configuration.url, $made.Configuration.default_label | Should -Be 'https://x.example/', X
        $null = Set-PimUiExtension $made.Uuid -Configuration '{"url":"https://y.example/","default_label":"Y","labels":{"en_US":"Why"}}'
        $now = Get-PimUiExtension $made.Uuid
        $now.Configuration.url, $now.Configuration.labels.en_US | Should -Be 'https://y.example/', Why
        foreach ($wrong in '{"url"', '[]', 'https://x.example/', '"x"', @(1, 2), 7) {
            foreach ($write in { New-PimUiExtension x -Type link -Position pim.product.header -Configuration $wrong -ErrorAction Stop }, { Set-PimUiExtension $made.Uuid -Configuration $wrong -ErrorAction Stop }) {
                $seen = Measure-Request $sandbox { Get-Terminating $write }
                $seen.Output.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
                "$($seen.Output)" | Should -BeLike 'Configuration: *'
                $seen.Requests | Should -Be 0
            }
        }
    }

    It 'takes secrets of each kind, and shows none' {
        $credentials = @(
            @{ code = 'bearer'; type = 'Bearer Token'; value = $secret }
            @{ code = 'basic'; type = 'Basic Auth'; value = [pscredential]::new('joe', $secret) }
            @{ code = 'header'; type = 'Custom Header'; value = @{ header_key = 'X-Key'; header_value = $secret } }
        )
        $server = Start-FakeServer @(
            @{ Status = 200; Type = 'application/json'; Body = '{"version":"v20250717143807","edition":"Serenity"}' }
            @{ Status = 201; Type = 'application/json'; Body = '{"uuid":"a","name":"x"}' }
            @{ Status = 200; Type = 'application/json'; Body = '[{"uuid":"a","name":"x"}]' }
        )
        $fake = Connect-Pim -Url $server.Url -AppToken (ConvertTo-Secret token) -Name fake -PassThru
        $text = New-PimUiExtension x -Type action -Position pim.product.header -Configuration $configuration -Secret $secret -Credential $credentials -Session $fake -Verbose 4>&1 | Out-String -Width 1000
        $server.Stop()
        $sent = $server.Requests[1].Body | ConvertFrom-Json
        $sent.configuration.secret | Should -Be Sesame-42-and-then-some-until-it-is-long
        $sent.credentials[0].value | Should -Be Sesame-42-and-then-some-until-it-is-long
        $sent.credentials[1].value.username, $sent.credentials[1].value.password | Should -Be joe, Sesame-42-and-then-some-until-it-is-long
        $sent.credentials[2].value.header_key, $sent.credentials[2].value.header_value | Should -Be X-Key, Sesame-42-and-then-some-until-it-is-long
        $text | Should -Match '"secret":"\*\*\*"'
        $text | Should -Not -Match Sesame
        $null = Select-PimSession $session
        $made = New-PimUiExtension y -Type action -Position pim.product.header -Configuration $configuration -Secret $secret -Credential $credentials
        $made.Credentials.code | Should -Be bearer, basic, header
        $made | ConvertTo-Json -Depth 9 | Should -Not -Match Sesame
    }

    It 'uploads a script' {
        Set-Content "$TestDrive/panel.js" 'console.log(1)'
        $custom = @{ default_label = 'Panel'; labels = @{ en_US = 'Panel' }; custom_variables = @{ depth = @(1, 2) } }
        $made = New-PimUiExtension panel -Type sdk_script -Position pim.product.panel -Configuration $custom -File "$TestDrive/panel.js" -Credential @{ code = 'c'; type = 'Bearer Token'; value = $secret }
        $made.Configuration.labels.en_US | Should -Be Panel
        $made.Configuration.custom_variables.depth | Should -Be 1, 2
        $made.Credentials.code | Should -Be c
    }

    It 'says which file cannot be read, and which value is missing, before anything is sent' {
        $seen = Measure-Request $sandbox {
            New-PimUiExtension x -Type sdk_script -Position pim.product.panel -Configuration @{ a = 1 } -File "$TestDrive/none.js" -ErrorAction SilentlyContinue -ErrorVariable script:noFile
            New-PimUiExtension x -Type link -Position pim.product.header -ErrorAction SilentlyContinue -ErrorVariable script:noConfiguration
            New-PimUiExtension x -Type link -Position pim.product.header -Configuration @{ a = 1 } -Credential @{ code = 'c' }, @{ code = 'd'; value = 'v' } -ErrorAction SilentlyContinue -ErrorVariable script:noValue
        }
        $seen.Requests | Should -Be 0
        "$noFile" | Should -Match 'none.js'
        "$noConfiguration" | Should -Match 'needs configuration'
        "$noValue" | Should -Match "'c' has no value"
    }

    It 'takes credentials as a table of them too, and none that lacks its value' {
        $table = @{ name = 'keyed'; type = 'action'; position = 'pim.product.header'; configuration = $configuration; credentials = @{ a = @{ code = 'c'; type = 'Bearer Token'; value = 'Sesame-43' } } }
        $text = $table | New-PimUiExtension -Verbose 4>&1 | Out-String -Width 1000
        $text | Should -Match '"code":"c"'
        $text | Should -Not -Match Sesame
        $made = Get-PimUiExtension | Where-Object Name -EQ keyed
        $made.Credentials.code | Should -Be c
        $made | New-PimUiExtension -ErrorAction SilentlyContinue -ErrorVariable failed
        "$failed" | Should -Match "'c' has no value"
    }

    It 'reports what the server refuses, non-terminating' {
        New-PimUiExtension stock -Type link -Position pim.product.header -Configuration $configuration -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        "$($failed[0])" | Should -Match 'already used'
    }

    It 'checks the position and the secret before anything is sent' {
        $seen = Measure-Request $sandbox {
            New-PimUiExtension x -Type action -Position pim.product.tab -Configuration $configuration -Secret $secret -ErrorAction SilentlyContinue -ErrorVariable script:noAction
            New-PimUiExtension x -Type link -Position pim.product.heder -Configuration $configuration -ErrorAction SilentlyContinue -ErrorVariable script:noPosition
            New-PimUiExtension x -Type link -Position pim.product.header -Configuration $configuration -Secret $secret -ErrorAction SilentlyContinue -ErrorVariable script:noSecret
            New-PimUiExtension x -Type action -Position pim.product.header -Configuration $configuration -Secret (New-Object securestring) -ErrorAction SilentlyContinue -ErrorVariable script:emptySecret
            New-PimUiExtension x -Type action -Position pim.product.header -Configuration $configuration -Secret (ConvertTo-Secret Sesame-43) -ErrorAction SilentlyContinue -ErrorVariable script:shortSecret
            New-PimUiExtension x -Type Action -Position pim.product.tab -Configuration $configuration -Secret $secret -ErrorAction SilentlyContinue -ErrorVariable script:noActionEither
        }
        $seen.Requests | Should -Be 0
        "$shortSecret" | Should -Match 'Secret: is too short.*32 characters'
        "$shortSecret" | Should -Not -Match Sesame
        "$noActionEither" | Should -Match "an action cannot be at 'pim.product.tab'"
        "$noAction" | Should -Match "an action cannot be at 'pim.product.tab'.*pim.product-grid.action-bar"
        "$noPosition" | Should -Match "Did you mean 'pim.product.header'"
        "$noSecret" | Should -Match 'nothing is signed for the type link'
        "$emptySecret" | Should -Match 'Secret: is empty'
    }

    It 'makes an action at each of its positions, and warns of one without a secret' {
        foreach ($position in (Complete 'New-PimUiExtension x -Type action -Position ')) {
            (New-PimUiExtension "at $position" -Type action -Position $position -Configuration $configuration -Secret $secret -WarningVariable none).Position | Should -Be $position
            $none | Should -BeNullOrEmpty
        }
        Complete 'New-PimUiExtension x -Type action -Position ' | Should -HaveCount 5
        $null = New-PimUiExtension open -Type action -Position pim.product.index -Configuration $configuration -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match "'open' has no secret"
    }

    It 'gives a data component its secret, and takes none from what was read' {
        $made = New-PimUiExtension data -Type data_component -Position pim.product.panel -Configuration $configuration -Secret $secret
        $made.Configuration.secret | Should -Be '***REDACTED***'
        $made | Select-Object Position, Configuration, @{ n = 'Name'; e = { 'copy' } }, @{ n = 'Type'; e = { 'action' } } |
            ForEach-Object { $_.Position = 'pim.product.header'; $_ } | New-PimUiExtension -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match "'copy' has no secret"
        (Get-PimUiExtension | Where-Object Name -EQ copy).Configuration.secret | Should -BeNullOrEmpty
    }

    It 'does not show a text that is given for a secret' {
        $failed = try { New-PimUiExtension x -Type action -Position pim.product.header -Configuration $configuration -Secret 'plain-text' } catch { $_ }
        "$failed" | Should -Match 'takes a SecureString'
        "$failed" | Should -Not -Match 'plain-text'
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { New-PimUiExtension x -Type link -Position pim.product.header -Configuration $configuration -WhatIf }).Requests | Should -Be 0
    }
}
